package org.openrecorder.systemtests;

import java.util.stream.Collectors;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.LifecycleMethodExecutionExceptionHandler;
import org.junit.jupiter.api.extension.TestExecutionExceptionHandler;
import org.opentest4j.IncompleteExecutionException;

/**
 * Adds the last words of all servers that run to what a test failed of, so that whoever has only
 * the list of failures reads them too. JUnit finds it by itself, for all classes.
 */
public final class ServerLogOnFailure
    implements TestExecutionExceptionHandler, LifecycleMethodExecutionExceptionHandler {

  @Override
  public void handleTestExecutionException(ExtensionContext context, Throwable failure)
      throws Throwable {
    throw told(failure);
  }

  @Override
  public void handleBeforeEachMethodExecutionException(ExtensionContext context, Throwable failure)
      throws Throwable {
    throw told(failure);
  }

  private static Throwable told(Throwable failure) {
    String words =
        RecorderServer.running().map(ServerLogOnFailure::of).collect(Collectors.joining());
    if (words.isEmpty() || failure instanceof IncompleteExecutionException) {
      return failure;
    }
    AssertionError told = new AssertionError(failure.getMessage() + words, failure);
    told.setStackTrace(failure.getStackTrace());
    return told;
  }

  private static String of(RecorderServer server) {
    return "\n--- the server at port " + server.port() + ":\n" + server.lastWords();
  }
}
