package org.openrecorder.lab.phone;

import gov.nist.javax.sip.header.SIPHeaderNames;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import javax.sip.DialogTerminatedEvent;
import javax.sip.IOExceptionEvent;
import javax.sip.RequestEvent;
import javax.sip.ResponseEvent;
import javax.sip.ServerTransaction;
import javax.sip.SipListener;
import javax.sip.TimeoutEvent;
import javax.sip.Transaction;
import javax.sip.TransactionTerminatedEvent;
import javax.sip.address.SipURI;
import javax.sip.header.CSeqHeader;
import javax.sip.header.CallIdHeader;
import javax.sip.header.FromHeader;
import javax.sip.header.ToHeader;
import javax.sip.message.Message;
import javax.sip.message.Request;
import javax.sip.message.Response;
import org.openrecorder.lab.audio.Sound;
import org.openrecorder.lab.process.LabFailure;

/**
 * A telephone: signals by SIP, speaks and hears by RTP, and has as many lines as it is given calls.
 * It needs no registration; the PBX's configuration says where it is. It answers by itself after
 * 200 ms unless told otherwise.
 */
public final class SipPhone implements AutoCloseable {
  private static final Duration USUAL_DELAY = Duration.ofMillis(200);

  private final Line line;
  private final Sound sound;
  private final Signalling signalling;
  private final Map<String, PhoneCall> calls = new ConcurrentHashMap<>();
  private final BlockingQueue<PhoneCall> cameIn = new LinkedBlockingQueue<>();
  private volatile Answering answering = Answering.after(USUAL_DELAY);
  private volatile int firstPacket;

  private SipPhone(Line line, Sound sound) {
    this.line = line;
    this.sound = sound;
    this.signalling = new Signalling(line, new Ear());
  }

  /** Plugs in a phone that says that sound in all its calls. */
  public static SipPhone plugIn(Line line, Sound sound) {
    return new SipPhone(line, sound);
  }

  public String endpoint() {
    return line.endpoint();
  }

  /** What it does with calls that come in from now on. */
  public SipPhone answering(Answering how) {
    answering = how;
    return this;
  }

  /**
   * The RTP sequence number of the first packet in its calls from now on; 0 until it is set. To a
   * PBX the order of the numbers of two telephones means nothing, or it should.
   *
   * @param number from 0 to 65,535
   */
  public SipPhone numberingFrom(int number) {
    firstPacket = number;
    return this;
  }

  /** Who it says it is from now on, in new calls and where it changes the audio of others. */
  public SipPhone posing(Identity as) {
    signalling.pose(as);
    return this;
  }

  /** Dials, and returns while the PBX is still at it. */
  public PhoneCall call(String extension) {
    PhoneCall call = new PhoneCall(line.endpoint(), extension, signalling, sound, firstPacket);
    String callId = UUID.randomUUID().toString();
    // Known before it is dialled: that the far end rings is said once, and may be said at once.
    calls.put(callId, call);
    call.dial(callId);
    return call;
  }

  /** The next call that has come in and was not asked for yet; it may still ring. */
  public PhoneCall awaitCall(Duration bound) {
    try {
      PhoneCall call = cameIn.poll(bound.toNanos(), TimeUnit.NANOSECONDS);
      if (call == null) {
        throw new LabFailure("nobody called " + endpoint() + " within " + bound.toMillis() + " ms");
      }
      return call;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new LabFailure("interrupted while waiting for a call to " + endpoint(), e);
    }
  }

  /** The calls that have not ended. */
  public List<PhoneCall> calls() {
    return calls.values().stream().filter(call -> !call.hasEnded()).toList();
  }

  /** Ends every call, and forgets those that came in and were not asked for. */
  public void hangUpAll() {
    calls().forEach(PhoneCall::hangUp);
    cameIn.removeIf(PhoneCall::hasEnded);
  }

  @Override
  public void close() {
    hangUpAll();
    signalling.close();
  }

  private void ring(Request invite, ServerTransaction transaction) {
    FromHeader from = (FromHeader) invite.getHeader(FromHeader.NAME);
    String caller = from.getAddress().getURI() instanceof SipURI uri ? uri.getUser() : "somebody";
    PhoneCall call = new PhoneCall(line.endpoint(), caller, signalling, sound, firstPacket);
    calls.put(callId(invite), call);
    call.comesIn(transaction);
    cameIn.add(call);
    if (answering instanceof Answering.After after) {
      CompletableFuture.delayedExecutor(after.delay().toMillis(), TimeUnit.MILLISECONDS)
          .execute(() -> answerIfItStillRings(call));
    }
  }

  private static void answerIfItStillRings(PhoneCall call) {
    if (!call.hasEnded() && !call.isUp()) {
      call.answer();
    }
  }

  private Optional<PhoneCall> callOf(Message message) {
    return Optional.ofNullable(calls.get(callId(message)));
  }

  private static String callId(Message message) {
    return ((CallIdHeader) message.getHeader(SIPHeaderNames.CALL_ID)).getCallId();
  }

  /** Hears what the SIP stack has to say. */
  private final class Ear implements SipListener {
    @Override
    public void processRequest(RequestEvent event) {
      Request request = event.getRequest();
      if (request.getMethod().equals(Request.ACK)) {
        return;
      }
      ServerTransaction known = event.getServerTransaction();
      ServerTransaction transaction = known != null ? known : signalling.transactionOf(request);
      switch (request.getMethod()) {
        case Request.INVITE -> invited(request, transaction);
        case Request.UPDATE -> updated(request, transaction);
        case Request.BYE -> saidGoodbye(request, transaction);
        case Request.CANCEL -> cancelled(request, transaction);
        case Request.NOTIFY -> notified(request, transaction);
        default -> signalling.respond(transaction, Response.OK);
      }
    }

    private void invited(Request request, ServerTransaction transaction) {
      boolean withinCall = ((ToHeader) request.getHeader(ToHeader.NAME)).getTag() != null;
      if (withinCall) {
        callOf(request).ifPresent(call -> call.offered(transaction));
      } else {
        ring(request, transaction);
      }
    }

    private void updated(Request request, ServerTransaction transaction) {
      if (request.getRawContent() == null) {
        signalling.respond(transaction, Response.OK);
      } else {
        callOf(request).ifPresent(call -> call.offered(transaction));
      }
    }

    private void saidGoodbye(Request request, ServerTransaction transaction) {
      signalling.respond(transaction, Response.OK);
      callOf(request).ifPresent(call -> call.end("hung up by the other side"));
    }

    private void cancelled(Request request, ServerTransaction transaction) {
      signalling.respond(transaction, Response.OK);
      callOf(request).ifPresent(PhoneCall::cancelled);
    }

    /** News of a transfer this phone has asked for: once the others are connected it hangs up. */
    private void notified(Request request, ServerTransaction transaction) {
      signalling.respond(transaction, Response.OK);
      byte[] content = request.getRawContent();
      if (content != null && new String(content, StandardCharsets.UTF_8).startsWith("SIP/2.0 2")) {
        callOf(request).ifPresent(PhoneCall::transferred);
      }
    }

    @Override
    public void processResponse(ResponseEvent event) {
      Response response = event.getResponse();
      callOf(response).ifPresent(call -> answered(call, event));
    }

    private void answered(PhoneCall call, ResponseEvent event) {
      Response response = event.getResponse();
      int status = response.getStatusCode();
      CSeqHeader sequence = (CSeqHeader) response.getHeader(CSeqHeader.NAME);
      boolean last = status >= Response.OK;
      if (sequence.getMethod().equals(Request.REFER) && last) {
        call.referAnswered(status);
      } else if (sequence.getMethod().equals(Request.INFO) && last) {
        call.keyAnswered(status);
      } else if (sequence.getMethod().equals(Request.INVITE)) {
        inviteAnswered(call, event, status, sequence.getSeqNumber());
      }
    }

    private void inviteAnswered(PhoneCall call, ResponseEvent event, int status, long sequence) {
      byte[] content = event.getResponse().getRawContent();
      if (status < Response.OK) {
        call.progress(status, content);
      } else if (status < Response.MULTIPLE_CHOICES) {
        call.accepted(event.getDialog(), sequence, content);
      } else {
        call.inviteRefused(status);
      }
    }

    @Override
    public void processTimeout(TimeoutEvent event) {
      Transaction transaction =
          event.isServerTransaction() ? event.getServerTransaction() : event.getClientTransaction();
      callOf(transaction.getRequest())
          .ifPresent(call -> call.end(transaction.getRequest().getMethod() + " went unanswered"));
    }

    @Override
    public void processIOException(IOExceptionEvent event) {
      // A lost datagram: the stack sends again, and a timeout ends the call.
    }

    @Override
    public void processTransactionTerminated(TransactionTerminatedEvent event) {
      // Every transaction ends; what it brought was told before.
    }

    @Override
    public void processDialogTerminated(DialogTerminatedEvent event) {
      PhoneCall call = calls.remove(event.getDialog().getCallId().getCallId());
      if (call != null) {
        call.end("the dialog is over");
      }
    }
  }
}
