package org.openrecorder.application;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.UUID;
import java.util.function.Supplier;
import org.openrecorder.application.port.PbxUnavailable;
import org.openrecorder.application.port.StoreUnavailable;

/**
 * Turns a broken world into refusals, the same for every door. What is not expected is logged with
 * an id, and the id is all that the caller is told.
 */
public final class Failures {

  private static final Logger LOG = System.getLogger(Failures.class.getName());

  /** When to ask again while something that is needed is down. */
  private static final Duration RETRY = Duration.ofSeconds(5);

  private static final LogThrottle STORE =
      new LogThrottle(Duration.ofSeconds(10), System::nanoTime);

  private Failures() {}

  /** Answers what {@code work} answers, or a refusal if it fails. */
  public static <T> Answer<T> caught(Supplier<Answer<T>> work) {
    try {
      return work.get();
    } catch (PbxUnavailable down) {
      LOG.log(Level.WARNING, "PBX unavailable: {0}", down.getMessage());
      return Answer.refused(unavailable(RefusalCode.PBX_UNAVAILABLE, "the PBX does not answer"));
    } catch (StoreUnavailable down) {
      tell(down);
      return Answer.refused(
          unavailable(RefusalCode.STORE_UNAVAILABLE, "the store does not answer"));
    } catch (RuntimeException unexpected) {
      return Answer.refused(internal(unexpected));
    }
  }

  /** With the whole story, which is long; anybody can ask while the store is down. */
  private static void tell(StoreUnavailable down) {
    STORE
        .next()
        .ifPresent(
            more ->
                LOG.log(
                    Level.WARNING,
                    "store unavailable" + (more > 0 ? "; " + more + " more before this" : ""),
                    down));
  }

  private static Refusal unavailable(RefusalCode code, String message) {
    return Refusal.of(code, message + "; ask again soon").retryAfter(RETRY);
  }

  /** The refusal for what nobody expected; logs the cause under the id that the message names. */
  public static Refusal internal(Throwable unexpected) {
    String id = UUID.randomUUID().toString();
    LOG.log(Level.ERROR, "internal error " + id, unexpected);
    return Refusal.of(RefusalCode.INTERNAL, "internal error; the log tells more under " + id);
  }
}
