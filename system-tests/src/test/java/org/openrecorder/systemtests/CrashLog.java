package org.openrecorder.systemtests;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** What a CRM asked of one channel between two crashes of the server, and what it was answered. */
final class CrashLog {

  /**
   * A start that was acknowledged.
   *
   * @param acknowledged when the OK had come, {@link System#nanoTime()}
   */
  record Started(String id, String tag, long acknowledged) {}

  /** A stop that was acknowledged, and when it was first asked for. */
  record Stopped(String id, long sent) {}

  /** A mark on a recording that was acknowledged, by its name in JSON. */
  record Marked(String id, String flag) {}

  private final String uniqueId;
  private final List<Started> started = new ArrayList<>();
  private final List<Stopped> stopped = new ArrayList<>();
  private final List<Marked> marked = new ArrayList<>();
  private final List<String> refused = new ArrayList<>();
  private Optional<String> unanswered = Optional.empty();

  CrashLog(String uniqueId) {
    this.uniqueId = uniqueId;
  }

  String uniqueId() {
    return uniqueId;
  }

  synchronized void started(Started start) {
    started.add(start);
  }

  synchronized void stopped(Stopped stop) {
    stopped.add(stop);
  }

  synchronized void marked(Marked mark) {
    marked.add(mark);
  }

  synchronized void refused(String answer) {
    refused.add(answer);
  }

  synchronized void unanswered(String request) {
    unanswered = Optional.of(request);
  }

  synchronized List<Started> started() {
    return List.copyOf(started);
  }

  synchronized List<Stopped> stopped() {
    return List.copyOf(stopped);
  }

  synchronized List<Marked> marked() {
    return List.copyOf(marked);
  }

  synchronized List<String> refused() {
    return List.copyOf(refused);
  }

  synchronized Optional<String> unanswered() {
    return unanswered;
  }

  synchronized Optional<Stopped> stopOf(String id) {
    return stopped.stream().filter(stop -> stop.id().equals(id)).findFirst();
  }

  /** The recording that must be going on: the last one started, unless it was stopped. */
  synchronized Optional<Started> goingOn() {
    return started.isEmpty() || stopOf(started.getLast().id()).isPresent()
        ? Optional.empty()
        : Optional.of(started.getLast());
  }
}
