package org.openrecorder.lab.phone;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;
import javax.sip.ClientTransaction;
import javax.sip.Dialog;
import javax.sip.ServerTransaction;
import javax.sip.message.Response;
import org.jspecify.annotations.Nullable;
import org.openrecorder.lab.audio.Sound;
import org.openrecorder.lab.audio.WavAnalysis;
import org.openrecorder.lab.process.Bounded;
import org.openrecorder.lab.process.LabFailure;

/**
 * One call of a phone. It is dialled or comes in, rings, is answered, perhaps held and resumed, and
 * ends: by either side, by a transfer, or because it was refused. Every wait has a bound and says
 * how far the call had come. Safe for several threads.
 */
public final class PhoneCall {
  /** What the PBX may take to answer a request within a call. */
  private static final Duration SIGNALLING_BOUND = Duration.ofSeconds(5);

  private final String endpoint;
  private final String other;
  private final Signalling signalling;
  private final AudioStream audio;
  private final Sound sound;
  private final CompletableFuture<Void> ringing = new CompletableFuture<>();
  private final CompletableFuture<Void> answered = new CompletableFuture<>();
  private final CompletableFuture<String> ended = new CompletableFuture<>();
  private CompletableFuture<Void> renegotiated = new CompletableFuture<>();
  private CompletableFuture<Void> referred = new CompletableFuture<>();
  private CompletableFuture<Void> pressed = new CompletableFuture<>();
  private @Nullable ClientTransaction outgoing;
  private @Nullable ServerTransaction incoming;
  private @Nullable Dialog dialog;
  private Direction direction = Direction.SEND_AND_RECEIVE;
  private int descriptions;

  PhoneCall(String endpoint, String other, Signalling signalling, Sound sound, int firstPacket) {
    this.endpoint = endpoint;
    this.other = other;
    this.signalling = signalling;
    this.sound = sound;
    this.audio = new AudioStream(sound, firstPacket);
  }

  // ---- what the phone tells it

  synchronized void dial(String callId) {
    outgoing = signalling.invite(other, callId, description());
    dialog = outgoing.getDialog();
  }

  synchronized void comesIn(ServerTransaction invite) {
    incoming = invite;
    signalling.respond(invite, Response.RINGING);
    dialog = invite.getDialog();
    hear(invite.getRequest().getRawContent());
    ringing.complete(null);
  }

  synchronized void progress(int status, byte @Nullable [] content) {
    hear(content);
    if (status == Response.RINGING) {
      ringing.complete(null);
    }
  }

  synchronized void accepted(Dialog established, long sequence, byte @Nullable [] content) {
    dialog = established;
    signalling.acknowledge(established, sequence);
    hear(content);
    if (!answered.complete(null)) {
      renegotiated.complete(null);
    }
  }

  synchronized void inviteRefused(int status) {
    if (answered.isDone()) {
      renegotiated.completeExceptionally(rejection("to change its audio", status));
    } else {
      end("refused with " + status);
    }
  }

  synchronized void referAnswered(int status) {
    if (status < Response.MULTIPLE_CHOICES) {
      referred.complete(null);
    } else {
      referred.completeExceptionally(rejection("to transfer", status));
    }
  }

  synchronized void keyAnswered(int status) {
    if (status < Response.MULTIPLE_CHOICES) {
      pressed.complete(null);
    } else {
      pressed.completeExceptionally(rejection("a key", status));
    }
  }

  private LabFailure rejection(String what, int status) {
    return new LabFailure(this + ": the PBX refused " + what + " with " + status);
  }

  /** The PBX offers other audio within the call. */
  synchronized void offered(ServerTransaction offer) {
    byte[] content = offer.getRequest().getRawContent();
    hear(content);
    Direction theirs = content == null ? direction : Direction.in(text(content));
    signalling.accept(offer, description(theirs.answered()));
  }

  synchronized void cancelled() {
    if (incoming != null && !answered.isDone()) {
      signalling.respond(incoming, Response.REQUEST_TERMINATED);
    }
    end("cancelled by the other side");
  }

  synchronized void transferred() {
    if (isUp()) {
      signalling.bye(established());
    }
    end("transferred");
  }

  synchronized void end(String why) {
    if (ended.complete(why)) {
      LabFailure failure = new LabFailure(this + " has ended: " + why);
      ringing.completeExceptionally(failure);
      answered.completeExceptionally(failure);
      renegotiated.completeExceptionally(failure);
      referred.completeExceptionally(failure);
      pressed.completeExceptionally(failure);
      audio.close();
    }
  }

  private void hear(byte @Nullable [] content) {
    if (content != null && !ended.isDone()) {
      SessionDescription.parse(text(content)).ifPresent(theirs -> audio.sendTo(theirs.audio()));
    }
  }

  private static String text(byte[] content) {
    return new String(content, java.nio.charset.StandardCharsets.UTF_8);
  }

  private String description() {
    return description(direction);
  }

  private String description(Direction stated) {
    var here = new InetSocketAddress(InetAddress.getLoopbackAddress(), audio.port());
    return new SessionDescription(here, stated).encoded(++descriptions);
  }

  // ---- what a person does with it

  /** Takes a call that rings at this phone. */
  public synchronized void answer() {
    if (incoming == null || answered.isDone()) {
      throw new LabFailure(this + " does not ring here");
    }
    signalling.accept(incoming, description());
    answered.complete(null);
  }

  /** Puts the other party on hold: says so to the PBX and falls silent. */
  public void hold() {
    audio.say(Sound.silence());
    renegotiate(Direction.SEND_ONLY);
  }

  /** Takes the other party back from hold. */
  public void resume() {
    renegotiate(Direction.SEND_AND_RECEIVE);
    audio.say(sound);
  }

  /**
   * Takes the other party back from hold with a new stream of audio.
   *
   * @param firstPacket the sequence number that the stream begins with, from 0 to 65,535
   */
  public void resumeAnew(int firstPacket) {
    audio.beginAnew(firstPacket);
    resume();
  }

  /** Asks for the same audio again, which tells the PBX anew who this phone says it is. */
  public void refresh() {
    renegotiate(Direction.SEND_AND_RECEIVE);
  }

  private void renegotiate(Direction wanted) {
    Bounded.await(
        startRenegotiation(wanted), SIGNALLING_BOUND, complaint("its audio was not changed"));
  }

  private synchronized CompletableFuture<Void> startRenegotiation(Direction wanted) {
    Dialog established = established();
    direction = wanted;
    renegotiated = new CompletableFuture<>();
    signalling.reinvite(established, description());
    return renegotiated;
  }

  /** Transfers the other party to an extension, without asking there first. */
  public void refer(String extension) {
    transfer(signalling.addressOf(extension));
  }

  /** Connects the other parties of this and of another call of the same phone. */
  public void referReplacing(PhoneCall otherCall) {
    Dialog replaced = otherCall.establishedNow();
    String replaces =
        "%s%%3Bto-tag%%3D%s%%3Bfrom-tag%%3D%s"
            .formatted(
                replaced.getCallId().getCallId(), replaced.getRemoteTag(), replaced.getLocalTag());
    transfer(signalling.addressOf(otherCall.other) + "?Replaces=" + replaces);
  }

  private void transfer(String target) {
    Bounded.await(
        startTransfer(target), SIGNALLING_BOUND, complaint("the transfer was not accepted"));
  }

  private synchronized CompletableFuture<Void> startTransfer(String target) {
    referred = new CompletableFuture<>();
    signalling.refer(established(), target);
    return referred;
  }

  private synchronized Dialog establishedNow() {
    return established();
  }

  private Dialog established() {
    if (dialog == null || !answered.isDone() || ended.isDone()) {
      throw new LabFailure(this + " is not up");
    }
    return dialog;
  }

  /** Presses keys of the telephone, one after the other. */
  public void press(String keys) {
    for (int i = 0; i < keys.length(); i++) {
      Bounded.await(startKey(keys.charAt(i)), SIGNALLING_BOUND, complaint("a key was not taken"));
    }
  }

  private synchronized CompletableFuture<Void> startKey(char key) {
    pressed = new CompletableFuture<>();
    signalling.press(established(), key);
    return pressed;
  }

  /** Says nothing from now on; the line goes on carrying silence. */
  public void mute() {
    audio.say(Sound.silence());
  }

  /** Says its sound again. */
  public void unmute() {
    audio.say(sound);
  }

  /** Says something else from now on. */
  public void say(Sound said) {
    audio.say(said);
  }

  /** Ends the call, in whatever state it is. Nothing happens when it has ended. */
  public synchronized void hangUp() {
    if (ended.isDone()) {
      return;
    }
    if (answered.isDone()) {
      signalling.bye(established());
    } else if (outgoing != null) {
      signalling.cancel(outgoing);
    } else if (incoming != null) {
      signalling.respond(incoming, Response.BUSY_HERE);
    }
    end("hung up here");
  }

  // ---- what can be seen of it

  /** The Call-ID, by which the PBX's channel of this call is found. */
  public synchronized String sipCallId() {
    if (dialog == null) {
      throw new LabFailure(this + " has not been dialled");
    }
    return dialog.getCallId().getCallId();
  }

  public String endpoint() {
    return endpoint;
  }

  public boolean isUp() {
    return answered.isDone() && !ended.isDone();
  }

  public boolean hasEnded() {
    return ended.isDone();
  }

  /** Why the call has ended; empty while it has not. */
  public Optional<String> endedBecause() {
    return Optional.ofNullable(ended.getNow(null));
  }

  /** Waits until it rings: at the far end when dialled, here when it came in. */
  public PhoneCall awaitRinging(Duration bound) {
    Bounded.await(ringing, bound, complaint("it did not ring"));
    return this;
  }

  /** Waits until it is answered. */
  public PhoneCall awaitAnswered(Duration bound) {
    Bounded.await(answered, bound, complaint("it was not answered"));
    return this;
  }

  /** Waits until it has ended, and says why it has. */
  public String awaitEnded(Duration bound) {
    return Bounded.await(ended, bound, complaint("it did not end"));
  }

  /** What this phone has heard in the last so many milliseconds, ten seconds at most. */
  public WavAnalysis heard(Duration last) {
    return audio.heard().last(last);
  }

  /** Forgets what was heard so far. */
  public void forgetHeard() {
    audio.heard().forget();
  }

  private Supplier<String> complaint(String what) {
    return () -> this + ": " + what;
  }

  private String state() {
    if (ended.isDone()) {
      return "ended";
    }
    if (answered.isDone()) {
      return "up";
    }
    return ringing.isDone() ? "ringing" : "dialling";
  }

  @Override
  public String toString() {
    return "call between %s and %s (%s)".formatted(endpoint, other, state());
  }
}
