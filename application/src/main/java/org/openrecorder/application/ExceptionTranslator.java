package org.openrecorder.application;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.UUID;
import java.util.function.Supplier;
import org.openrecorder.application.port.PbxUnavailableException;
import org.openrecorder.application.port.StoreUnavailableException;

/**
 * Translates exceptions to rejections, the same for every endpoint. An unexpected exception is
 * logged with an id, and the client gets nothing but the id.
 */
public final class ExceptionTranslator {

  private static final Logger LOG = System.getLogger(ExceptionTranslator.class.getName());

  /** When a client may retry while something that the server needs is down. */
  private static final Duration RETRY = Duration.ofSeconds(5);

  private static final LogThrottle STORE =
      new LogThrottle(Duration.ofSeconds(10), System::nanoTime);

  private ExceptionTranslator() {}

  /** Returns what {@code work} returns, or a rejection if it throws. */
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

  /**
   * Logs the stack trace, which is long, at intervals: any client can cause it while the store is
   * down.
   */
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
   * The rejection for an unexpected exception; logs the cause under the id that the message names.
   */
  public static Rejection internal(Throwable unexpected) {
    String id = UUID.randomUUID().toString();
    LOG.log(Level.ERROR, "internal error " + id, unexpected);
    return Rejection.of(ErrorCode.INTERNAL, "internal error; the log tells more under " + id);
  }
}
