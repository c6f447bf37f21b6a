package org.openrecorder.archive;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Set;

/**
 * A disk one step of which fails. It does not forgive: what has failed once and is used again is
 * told.
 */
final class FailingDisk implements DurableFileOperations {

  private final Set<Object> spoilt = Collections.newSetFromMap(new IdentityHashMap<>());
  private final Set<Path> spoiltNames = new HashSet<>();
  private final List<String> done = new ArrayList<>();
  private int steps;
  private int failing;
  private boolean usedAgain;

  /** From now on the step of that number fails, counted from one; with 0 none does. */
  void failAt(int step) {
    steps = 0;
    done.clear();
    failing = step;
  }

  /** What was done, in order: {@code write}, {@code force} and {@code rename}. */
  List<String> done() {
    return List.copyOf(done);
  }

  /** How many steps there were. */
  int steps() {
    return steps;
  }

  /** Whether somebody went on with what had failed. */
  boolean usedAgain() {
    return usedAgain;
  }

  @Override
  public void write(FileChannel file, ByteBuffer bytes) throws IOException {
    step("write", file);
    DurableFileOperations.REAL.write(file, bytes);
  }

  @Override
  public void force(FileChannel fileOrDirectory) throws IOException {
    step("force", fileOrDirectory);
    DurableFileOperations.REAL.force(fileOrDirectory);
  }

  @Override
  public void rename(Path from, Path to) throws IOException {
    usedAgain |= spoiltNames.contains(from);
    step("rename", from);
    DurableFileOperations.REAL.rename(from, to);
  }

  private void step(String what, Object thing) throws IOException {
    done.add(what);
    usedAgain |= spoilt.contains(thing);
    steps++;
    if (steps == failing) {
      spoilt.add(thing);
      if (thing instanceof Path name) {
        spoiltNames.add(name);
      }
      throw new IOException("Input/output error");
    }
  }
}
