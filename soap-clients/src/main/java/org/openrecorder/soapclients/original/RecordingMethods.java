package org.openrecorder.soapclients.original;

import java.util.Arrays;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.jspecify.annotations.Nullable;

/** What Axis calls: a new one for each request. */
public final class RecordingMethods {

  private static final byte[] AUDIO = {1, 2, 3};

  /** Of all of them in this virtual machine; the caller takes each out before it asks for more. */
  private static final Queue<Taken> CALLS = new ConcurrentLinkedQueue<>();

  static Optional<Taken> takeCall() {
    return Optional.ofNullable(CALLS.poll());
  }

  private static void took(String method, @Nullable String... arguments) {
    CALLS.add(new Taken(method, Arrays.stream(arguments).map(Optional::ofNullable).toList()));
  }

  public void start(@Nullable String extenOrUniqueId, @Nullable String tag) {
    took("start", extenOrUniqueId, tag);
  }

  public void stop(@Nullable String extenOrUniqueId) {
    took("stop", extenOrUniqueId);
  }

  public byte[] retrieve(@Nullable String tag, @Nullable String username) {
    took("retrieve", tag, username);
    return AUDIO.clone();
  }

  public byte[] retrieveByUniqueId(@Nullable String uniqueId, @Nullable String username) {
    took("retrieveByUniqueId", uniqueId, username);
    return AUDIO.clone();
  }
}
