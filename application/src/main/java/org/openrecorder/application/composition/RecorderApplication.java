package org.openrecorder.application.composition;

import org.openrecorder.application.Audit;
import org.openrecorder.application.live.ChannelFinder;
import org.openrecorder.application.live.PbxEventListener;
import org.openrecorder.application.live.PbxRegistry;
import org.openrecorder.application.reconciliation.Reconciliation;
import org.openrecorder.application.recording.CallEventHandler;
import org.openrecorder.application.recording.CallLocks;
import org.openrecorder.application.recording.ChangeSignal;
import org.openrecorder.application.recording.Finaliser;
import org.openrecorder.application.recording.MarkRecording;
import org.openrecorder.application.recording.MarkRecordingService;
import org.openrecorder.application.recording.PbxRecording;
import org.openrecorder.application.recording.PrivateExtensionPolicy;
import org.openrecorder.application.recording.RecordingLifecycle;
import org.openrecorder.application.recording.StartRecording;
import org.openrecorder.application.recording.StartRecordingService;
import org.openrecorder.application.recording.StopRecording;
import org.openrecorder.application.recording.StopRecordingService;
import org.openrecorder.application.recording.TransferFollower;
import org.openrecorder.application.retrieval.ConversationCheck;
import org.openrecorder.application.retrieval.ListenToRecording;
import org.openrecorder.application.retrieval.ListenToRecordingService;
import org.openrecorder.application.retrieval.RetrieveRecording;
import org.openrecorder.application.retrieval.RetrieveRecordingService;
import org.openrecorder.application.search.FindCalls;
import org.openrecorder.application.search.FindCallsService;
import org.openrecorder.application.search.FindRecordings;
import org.openrecorder.application.search.FindRecordingsService;
import org.openrecorder.domain.call.TrackedCalls;

/**
 * The use cases of recording calls, built from the ports with plain constructors. It shows the
 * whole graph in the order in which one part needs the other: the live state of the PBXs, what
 * happens to recordings while no client asks, the use cases that clients call, reconciliation.
 *
 * <p>The server and the tests build the application here and nowhere else, so a test runs the graph
 * that is shipped. One instance serves all endpoints and threads.
 */
public final class RecorderApplication {

  private final PbxRegistry pbxs;
  private final StartRecording start;
  private final StopRecording stop;
  private final RetrieveRecording retrieve;
  private final MarkRecording mark;
  private final ListenToRecording listen;
  private final FindRecordings findRecordings;
  private final FindCalls findCalls;
  private final Reconciliation reconciliation;
  private final PbxEventListener pbxEvents;

  /** Builds all parts; none of them does anything before it is called. */
  public RecorderApplication(Ports ports, RecordingRules rules, Audit audit) {
    var channels = ports.pbx().channels();
    var recorder = ports.pbx().recorder();
    var spool = ports.pbx().spool();
    var archive = ports.audio().archive();
    var calls = ports.store().calls();
    var recordings = ports.store().recordings();
    var transactions = ports.store().transactions();
    var tasks = ports.host().tasks();
    var ids = ports.host().ids();
    var clock = ports.host().clock();

    // the live state
    pbxs = new PbxRegistry(rules.pbxs());
    var finder = new ChannelFinder(pbxs, channels);
    var trackedCalls = new TrackedCalls();
    var locks = new CallLocks();
    var changes = new ChangeSignal();

    // what happens to recordings
    var privacy =
        new PrivateExtensionPolicy(
            rules.privateExtensions(), rules.privateByRinging(), recordings, audit);
    var pbxRecording = new PbxRecording(recorder, spool, recordings, transactions, clock);
    var finaliser = new Finaliser(archive, spool, recordings, tasks, changes);
    var transfers =
        new TransferFollower(
            new TransferFollower.World(
                pbxs, trackedCalls, locks, recordings, pbxRecording, finaliser, tasks, ids, clock),
            rules.conversationGap());
    var life =
        new RecordingLifecycle(
            new RecordingLifecycle.World(
                pbxs,
                trackedCalls,
                channels,
                locks,
                calls,
                recordings,
                pbxRecording,
                recorder,
                spool,
                finaliser,
                tasks,
                transfers,
                privacy,
                transactions,
                clock));

    // the use cases
    start =
        new StartRecordingService(
            new StartRecordingService.World(
                pbxs,
                finder,
                trackedCalls,
                locks,
                calls,
                recordings,
                pbxRecording,
                life,
                archive,
                transactions,
                ids,
                privacy,
                audit,
                clock));
    stop =
        new StopRecordingService(
            pbxs,
            finder,
            trackedCalls,
            locks,
            calls,
            recordings,
            pbxRecording,
            finaliser,
            transfers,
            audit);
    var conversations = new ConversationCheck(pbxs, trackedCalls, clock);
    retrieve =
        new RetrieveRecordingService(
            pbxs, conversations, recordings, ports.users(), archive, changes, audit, clock);
    listen = new ListenToRecordingService(conversations, recordings, archive, audit);
    mark = new MarkRecordingService(locks, recordings, privacy, transactions, audit);
    findRecordings = new FindRecordingsService(recordings, ports.audio().delays(), audit);
    findCalls = new FindCallsService(calls, audit);

    // what compares the copies of the truth
    reconciliation =
        new Reconciliation(
            new Reconciliation.World(
                pbxs,
                trackedCalls,
                channels,
                locks,
                calls,
                recordings,
                pbxRecording,
                life,
                recorder,
                spool,
                archive,
                ports.audio().inventory(),
                finaliser,
                tasks,
                changes,
                audit,
                clock),
            rules.reconciliationPatience());
    pbxEvents = new CallEventHandler(pbxs, trackedCalls, life, channels, reconciliation::inSync);
  }

  /** The live channel state of each PBX. */
  public PbxRegistry pbxs() {
    return pbxs;
  }

  public StartRecording start() {
    return start;
  }

  public StopRecording stop() {
    return stop;
  }

  public RetrieveRecording retrieve() {
    return retrieve;
  }

  public MarkRecording mark() {
    return mark;
  }

  public ListenToRecording listen() {
    return listen;
  }

  public FindRecordings findRecordings() {
    return findRecordings;
  }

  public FindCalls findCalls() {
    return findCalls;
  }

  public Reconciliation reconciliation() {
    return reconciliation;
  }

  /** What each link to a PBX has to be given: it hears every event. */
  public PbxEventListener pbxEvents() {
    return pbxEvents;
  }
}
