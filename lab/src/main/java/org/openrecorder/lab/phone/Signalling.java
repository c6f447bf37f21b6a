package org.openrecorder.lab.phone;

import gov.nist.javax.sip.EventScanner;
import gov.nist.javax.sip.EventWrapper;
import gov.nist.javax.sip.SipStackImpl;
import java.text.ParseException;
import java.util.ArrayList;
import java.util.List;
import java.util.Properties;
import java.util.UUID;
import javax.sip.ClientTransaction;
import javax.sip.Dialog;
import javax.sip.IOExceptionEvent;
import javax.sip.InvalidArgumentException;
import javax.sip.ListeningPoint;
import javax.sip.ServerTransaction;
import javax.sip.SipException;
import javax.sip.SipFactory;
import javax.sip.SipListener;
import javax.sip.SipProvider;
import javax.sip.address.Address;
import javax.sip.address.AddressFactory;
import javax.sip.address.SipURI;
import javax.sip.header.ContactHeader;
import javax.sip.header.ContentTypeHeader;
import javax.sip.header.HeaderFactory;
import javax.sip.header.ToHeader;
import javax.sip.header.ViaHeader;
import javax.sip.message.Message;
import javax.sip.message.MessageFactory;
import javax.sip.message.Request;
import javax.sip.message.Response;
import org.openrecorder.lab.process.LabFailure;

/** Writes a phone's SIP messages and sends them through a stack of its own. */
final class Signalling implements AutoCloseable {
  private static final String HOST = "127.0.0.1";
  private static final int MAX_FORWARDS = 70;
  private static final int KEY_MILLIS = 100;

  private final Line line;
  private volatile Identity identity = Identity.USUAL;
  private final SipStackImpl stack;
  private final SipProvider provider;
  private final AddressFactory addresses;
  private final HeaderFactory headers;
  private final MessageFactory messages;

  Signalling(Line line, SipListener listener) {
    this.line = line;
    try {
      SipFactory factory = SipFactory.getInstance();
      addresses = factory.createAddressFactory();
      headers = factory.createHeaderFactory();
      messages = factory.createMessageFactory();
      stack = new SipStackImpl(properties(line));
      provider =
          stack.createSipProvider(
              stack.createListeningPoint(HOST, line.port(), ListeningPoint.UDP));
      provider.addSipListener(listener);
      stack.start();
    } catch (Exception e) {
      throw new LabFailure("phone " + line.endpoint() + " cannot use port " + line.port(), e);
    }
  }

  private static Properties properties(Line line) {
    Properties properties = new Properties();
    properties.setProperty("javax.sip.STACK_NAME", line.endpoint() + "-" + UUID.randomUUID());
    properties.setProperty("gov.nist.javax.sip.STACK_LOGGER", SilentStackLogger.class.getName());
    properties.setProperty("gov.nist.javax.sip.SERVER_LOGGER", SilentServerLogger.class.getName());
    properties.setProperty("gov.nist.javax.sip.DELIVER_UNSOLICITED_NOTIFY", "true");
    properties.setProperty("gov.nist.javax.sip.REENTRANT_LISTENER", "true");
    properties.setProperty("gov.nist.javax.sip.THREAD_POOL_SIZE", "1");
    return properties;
  }

  /** Who it says it is from now on. */
  void pose(Identity as) {
    identity = as;
  }

  /** Sends the INVITE of a new call. */
  ClientTransaction invite(String extension, String callId, String description) {
    return sending(
        "INVITE to " + extension,
        () -> {
          Request invite = initialInvite(extension, callId);
          describe(invite, description);
          ClientTransaction transaction = provider.getNewClientTransaction(invite);
          transaction.sendRequest();
          return transaction;
        });
  }

  private Request initialInvite(String extension, String callId)
      throws ParseException, InvalidArgumentException {
    SipURI target = addresses.createSipURI(extension, HOST + ":" + line.pbxPort());
    ViaHeader via = headers.createViaHeader(HOST, line.port(), "udp", null);
    via.setRPort();
    Request invite =
        messages.createRequest(
            target,
            Request.INVITE,
            headers.createCallIdHeader(callId),
            headers.createCSeqHeader(1L, Request.INVITE),
            headers.createFromHeader(posed(), tag()),
            headers.createToHeader(addresses.createAddress(target), null),
            new ArrayList<>(List.of(via)),
            headers.createMaxForwardsHeader(MAX_FORWARDS));
    invite.addHeader(contact());
    assertIdentity(invite);
    return invite;
  }

  private Address posed() throws ParseException {
    Address own =
        addresses.createAddress(
            addresses.createSipURI(identity.user().orElse(line.endpoint()), HOST));
    if (identity.displayName().isPresent()) {
      own.setDisplayName(identity.displayName().get());
    }
    return own;
  }

  private void assertIdentity(Message message) throws ParseException {
    if (identity.asserted().isPresent() || identity.assertedName().isPresent()) {
      message.setHeader(
          headers.createHeader(
              "P-Asserted-Identity",
              "\"%s\" <sip:%s@%s>"
                  .formatted(
                      identity.assertedName().orElse(""),
                      identity.asserted().orElse(line.endpoint()),
                      HOST)));
    }
    if (identity.userAgent().isPresent()) {
      message.setHeader(headers.createHeader("User-Agent", identity.userAgent().get()));
    }
  }

  private Address own() throws ParseException {
    return addresses.createAddress(addresses.createSipURI(line.endpoint(), HOST));
  }

  private ContactHeader contact() throws ParseException {
    SipURI here = addresses.createSipURI(line.endpoint(), HOST);
    here.setPort(line.port());
    return headers.createContactHeader(addresses.createAddress(here));
  }

  private static String tag() {
    return UUID.randomUUID().toString().substring(0, 8);
  }

  private void describe(Message message, String description) throws ParseException {
    ContentTypeHeader sdp = headers.createContentTypeHeader("application", "sdp");
    message.setContent(description, sdp);
  }

  /** Sends an INVITE within a call, which changes its audio. */
  void reinvite(Dialog dialog, String description) {
    sendWithin(
        dialog,
        Request.INVITE,
        request -> {
          request.setHeader(contact());
          assertIdentity(request);
          describe(request, description);
        });
  }

  void bye(Dialog dialog) {
    sendWithin(dialog, Request.BYE, request -> {});
  }

  /** Asks the PBX to connect the other party with an address. */
  void refer(Dialog dialog, String target) {
    sendWithin(
        dialog,
        Request.REFER,
        request -> {
          request.setHeader(contact());
          request.addHeader(headers.createHeader("Refer-To", "<" + target + ">"));
          request.addHeader(headers.createHeader("Referred-By", own().toString()));
        });
  }

  /** Tells of a key that was pressed (RFC 6086), so that no audio packet can lose it. */
  void press(Dialog dialog, char key) {
    sendWithin(
        dialog,
        Request.INFO,
        request ->
            request.setContent(
                "Signal=%s\r\nDuration=%d\r\n".formatted(key, KEY_MILLIS),
                headers.createContentTypeHeader("application", "dtmf-relay")));
  }

  /** The address of an extension at the PBX. */
  String addressOf(String extension) {
    return "sip:" + extension + "@" + HOST + ":" + line.pbxPort();
  }

  private void sendWithin(Dialog dialog, String method, Completion completion) {
    sending(
        method,
        () -> {
          Request request = dialog.createRequest(method);
          completion.complete(request);
          dialog.sendRequest(provider.getNewClientTransaction(request));
          return request;
        });
  }

  void cancel(ClientTransaction invite) {
    sending(
        "CANCEL",
        () -> {
          ClientTransaction cancel = provider.getNewClientTransaction(invite.createCancel());
          cancel.sendRequest();
          return cancel;
        });
  }

  void acknowledge(Dialog dialog, long sequence) {
    sending(
        "ACK",
        () -> {
          Request ack = dialog.createAck(sequence);
          dialog.sendAck(ack);
          return ack;
        });
  }

  /** The transaction of a request that came in; a new one when the stack has made none. */
  ServerTransaction transactionOf(Request request) {
    return sending("transaction", () -> provider.getNewServerTransaction(request));
  }

  void respond(ServerTransaction transaction, int status) {
    respond(transaction, status, response -> {});
  }

  /** Answers with a session description. */
  void accept(ServerTransaction transaction, String description) {
    respond(transaction, Response.OK, response -> describe(response, description));
  }

  private void respond(ServerTransaction transaction, int status, Completion completion) {
    sending(
        "response " + status,
        () -> {
          Response response = messages.createResponse(status, transaction.getRequest());
          ToHeader to = (ToHeader) response.getHeader(ToHeader.NAME);
          Dialog dialog = transaction.getDialog();
          if (to.getTag() == null) {
            boolean known = dialog != null && dialog.getLocalTag() != null;
            to.setTag(known ? dialog.getLocalTag() : tag());
          }
          response.setHeader(contact());
          completion.complete(response);
          transaction.sendResponse(response);
          return response;
        });
  }

  private <T> T sending(String what, Sending<T> sending) {
    try {
      return sending.send();
    } catch (SipException | ParseException | InvalidArgumentException e) {
      throw new LabFailure("phone " + line.endpoint() + " could not send " + what, e);
    }
  }

  /** Returns at once; the stack takes its time, a second, to end behind it. */
  @Override
  public void close() {
    Thread.ofVirtual().start(this::stop);
  }

  private void stop() {
    EventScanner scanner = stack.getEventScanner();
    stack.stop();
    // The scanner's thread only looks whether it is to end when it gets another event.
    var last = new IOExceptionEvent(provider, HOST, line.port(), ListeningPoint.UDP);
    scanner.addEvent(new EventWrapper(last, null));
  }

  @FunctionalInterface
  private interface Sending<T> {
    T send() throws SipException, ParseException, InvalidArgumentException;
  }

  @FunctionalInterface
  private interface Completion {
    void complete(Message message) throws ParseException;
  }
}
