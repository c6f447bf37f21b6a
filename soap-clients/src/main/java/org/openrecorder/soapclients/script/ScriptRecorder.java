package org.openrecorder.soapclients.script;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.openrecorder.soapclients.ClientFailure;
import org.openrecorder.soapclients.RecorderAddress;
import org.openrecorder.soapclients.SoapRecorder;
import org.openrecorder.soapclients.SoapRejection;

/**
 * A script as a client. It is called with its own options, the method, the file for the WAV, and
 * the method's arguments; it prints lines of {@code name=value}.
 */
final class ScriptRecorder implements SoapRecorder {

  /** Longer than any answer of the recorder may take. */
  private static final Duration BOUND = Duration.ofSeconds(30);

  private final List<String> command;
  private final RecorderAddress address;
  private final Path wav;

  /**
   * @param command the interpreter, the script and the script's options
   * @param folder where it may write
   */
  ScriptRecorder(List<String> command, RecorderAddress address, Path folder) {
    this.command = List.copyOf(command);
    this.address = address;
    this.wav = folder.resolve("retrieved.wav");
  }

  @Override
  public void start(String extenOrUniqueId, String tag) {
    call("start", "extenOrUniqueId=" + extenOrUniqueId, "tag=" + tag);
  }

  @Override
  public void stop(String extenOrUniqueId) {
    call("stop", "extenOrUniqueId=" + extenOrUniqueId);
  }

  @Override
  public byte[] retrieve(String tag, String username) {
    return retrieved("retrieve", "tag=" + tag, "username=" + username);
  }

  @Override
  public byte[] retrieveByUniqueId(String uniqueId, String username) {
    return retrieved("retrieveByUniqueId", "uniqueId=" + uniqueId, "username=" + username);
  }

  private byte[] retrieved(String method, String... arguments) {
    try {
      Files.deleteIfExists(wav);
      call(method, arguments);
      return Files.readAllBytes(wav);
    } catch (IOException unreadable) {
      throw new UncheckedIOException(unreadable);
    }
  }

  private void call(String method, String... arguments) {
    List<String> words = new ArrayList<>(command);
    words.add(method);
    words.add(wav.toString());
    words.addAll(List.of(arguments));
    Printed printed = Script.run(words, environment(), BOUND);
    switch (printed.line("result")) {
      case "answered" -> {
        // nothing more to say
      }
      case "refused" -> throw rejection(printed);
      default -> throw new ClientFailure(method + ": " + printed);
    }
  }

  private Map<String, String> environment() {
    return Map.of(
        "RECORDER_URL", address.url().toString(),
        "RECORDER_CLIENT", address.client(),
        "RECORDER_SECRET", address.secret());
  }

  private static SoapRejection rejection(Printed printed) {
    return new SoapRejection(
        Optional.of(printed.line("faultCode")), printed.line("message"), printed.line("errorCode"));
  }
}
