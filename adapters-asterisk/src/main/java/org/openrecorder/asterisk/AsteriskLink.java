package org.openrecorder.asterisk;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.openrecorder.application.live.PbxEventListener;
import org.openrecorder.domain.call.UniqueId;

/**
 * The link to one PBX. Once started it logs in, feeds the application with what the PBX says, and
 * whenever the link breaks makes it again, for ever. It has three threads: one makes and watches
 * the link, one feeds, one has compared what was fed with what the PBX lists.
 */
public final class AsteriskLink implements AutoCloseable {

  /**
   * How long {@link #close} waits for the threads: the longest connection attempt and one answer.
   */
  private static final Duration GOODBYE = Duration.ofSeconds(6);

  private static final Logger LOG = System.getLogger(AsteriskLink.class.getName());

  private final AsteriskPbx pbx;
  private final LinkLimits bounds;
  private final LinkStatus status;
  private final EventQueue queue;
  private final LinkSupervisor keeper;
  private final ActionSender sender;
  private final ChannelInspector inspector;
  private final Comparisons comparisons;
  private final List<Thread> threads;

  /**
   * A link that is not made yet.
   *
   * @param feed is called by one of the link's own threads only
   * @param resyncEvery how often the channels that are known are compared with the PBX's own list
   * @param threads makes the three threads of the link
   */
  public AsteriskLink(
      AsteriskPbx pbx, PbxEventListener feed, Duration resyncEvery, ThreadFactory threads) {
    this(pbx, feed, threads, LinkLimits.comparing(resyncEvery));
  }

  AsteriskLink(AsteriskPbx pbx, PbxEventListener feed, ThreadFactory threads, LinkLimits bounds) {
    this.pbx = pbx;
    this.bounds = bounds;
    this.status = new LinkStatus(pbx.name(), InstantSource.system());
    this.queue = new EventQueue(bounds.queuedEvents(), status::dropped);
    this.keeper = new LinkSupervisor(pbx, bounds, queue, status);
    this.sender = new ActionSender(pbx.name(), keeper, bounds);
    Bridges bridges = new Bridges();
    AmiEventTranslator translation = new AmiEventTranslator(pbx.name(), pbx.extensions(), bridges);
    this.inspector = new ChannelInspector(sender, translation);
    ChannelSnapshotQuery list =
        new ChannelSnapshotQuery(sender, translation, inspector, bridges, bounds.snapshot());
    this.comparisons = new Comparisons(pbx, keeper, queue, list, bounds.compareEvery());
    this.threads =
        List.of(
            threads.newThread(keeper),
            threads.newThread(
                new EventDispatcher(
                    pbx, queue, feed, status, translation, list, comparisons::soon)),
            threads.newThread(comparisons));
  }

  /** Begins to make the link and returns at once. To be called once. */
  public void start() {
    threads.forEach(Thread::start);
  }

  public AsteriskPbx pbx() {
    return pbx;
  }

  /** How the link is doing now. */
  public LinkState state() {
    return status.now();
  }

  /**
   * Rights that our manager user lacks, each with what to change on the PBX; empty as far as is
   * known.
   */
  public List<String> problems() {
    return keeper.problems();
  }

  /** What comes over the link. */
  public LinkStatistics traffic() {
    return queue.traffic();
  }

  /** What may be asked of the PBX, with bounds. */
  ActionSender sender() {
    return sender;
  }

  ChannelInspector inspector() {
    return inspector;
  }

  /**
   * Waits until what is known of the PBX's channels was compared with its own list, at most 1.5 s.
   * A comparison that was begun a short time ago counts too.
   */
  void refresh() {
    boolean unused = comparisons.await(bounds.answer());
  }

  /** The same for one channel. */
  void recheck(UniqueId channel) {
    CompletableFuture<Object> done = new CompletableFuture<>();
    queue.doubted(new LinkMessage.Recheck(channel, done));
    try {
      Object unused = done.get(bounds.answer().toNanos(), TimeUnit.NANOSECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } catch (ExecutionException | TimeoutException | CancellationException notNow) {
      LOG.log(Level.DEBUG, "PBX {0}: one channel could not be looked at again", pbx.name());
    }
  }

  /** What is known of the PBX's channels may be wrong; returns at once. */
  void doubt() {
    comparisons.soon();
  }

  /** Logs off and ends the threads; waits for them, at most 6 s. */
  @Override
  public void close() {
    comparisons.close();
    keeper.close();
    try {
      long deadline = System.nanoTime() + GOODBYE.toNanos();
      for (Thread thread : threads) {
        join(thread, deadline);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void join(Thread thread, long deadline) throws InterruptedException {
    thread.join(Math.max(1, TimeUnit.NANOSECONDS.toMillis(deadline - System.nanoTime())));
    if (thread.isAlive()) {
      LOG.log(Level.WARNING, "PBX {0}: a thread of the link still runs", pbx);
    }
  }
}
