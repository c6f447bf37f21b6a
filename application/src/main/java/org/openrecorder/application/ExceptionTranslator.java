package org.openrecorder.application;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.UUID;
import java.util.function.Supplier;
import org.openrecorder.application.port.PbxUnavailableException;
import org.openrecorder.application.port.StoreUnavailableException;

/**
 * Turns a broken world into rejections, the same for every endpoint. What is not expected is logged
 * with an id, and the id is all that the caller is told.
 */
public final class ExceptionTranslator {

  private static final Logger LOG = System.getLogger(ExceptionTranslator.class.getName());

  /** When to ask again while something that is needed is down. */
  private static final Duration RETRY = Duration.ofSeconds(5);

  private static final LogThrottle STORE =
      new LogThrottle(Duration.ofSeconds(10), System::nanoTime);

  private ExceptionTranslator() {}

  /** Answers what {@code work} answers, or a rejection if it fails. */
  public static <T> Result<T> caught(Supplier<Result<T>> work) {
    try {
      return work.get();
    } catch (PbxUnavailableException down) {
      LOG.log(Level.WARNING, "PBX unavailable: {0}", down.getMessage());
      return Result.rejected(unavailable(ErrorCode.PBX_UNAVAILABLE, "the PBX does not answer"));
    } catch (StoreUnavailableException down) {
      tell(down);
      return Result.rejected(unavailable(ErrorCode.STORE_UNAVAILABLE, "the store does not answer"));
    } catch (RuntimeException unexpected) {
      return Result.rejected(internal(unexpected));
    }
  }

  /** With the whole stack, which is long; any client can ask while the store is down. */
  private static void tell(StoreUnavailableException down) {
    STORE
        .next()
        .ifPresent(
            more ->
                LOG.log(
                    Level.WARNING,
                    "store unavailable" + (more > 0 ? "; " + more + " more before this" : ""),
                    down));
  }

  private static Rejection unavailable(ErrorCode code, String message) {
    return Rejection.of(code, message + "; ask again soon").retryAfter(RETRY);
  }

  /**
   * The rejection for an unexpected failure; logs the cause under the id that the message names.
   */
  public static Rejection internal(Throwable unexpected) {
    String id = UUID.randomUUID().toString();
    LOG.log(Level.ERROR, "internal error " + id, unexpected);
    return Rejection.of(ErrorCode.INTERNAL, "internal error; the log tells more under " + id);
  }
}
