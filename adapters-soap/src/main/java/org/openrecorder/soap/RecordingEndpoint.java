package org.openrecorder.soap;

import jakarta.annotation.Resource;
import jakarta.inject.Inject;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.xml.soap.SOAPMessage;
import jakarta.xml.ws.BindingType;
import jakarta.xml.ws.Provider;
import jakarta.xml.ws.Service;
import jakarta.xml.ws.ServiceMode;
import jakarta.xml.ws.WebServiceContext;
import jakarta.xml.ws.WebServiceProvider;
import jakarta.xml.ws.handler.MessageContext;
import jakarta.xml.ws.soap.SOAPBinding;
import java.util.Objects;
import org.openrecorder.application.ExceptionTranslator;
import org.openrecorder.application.Rejection;
import org.openrecorder.application.Result;
import org.openrecorder.application.legacy.LegacyApi;
import org.openrecorder.application.legacy.LegacyRequest;
import org.openrecorder.application.legacy.LegacyResult;
import org.openrecorder.domain.access.ApiPrincipal;
import org.openrecorder.soap.envelope.Names;
import org.openrecorder.soap.envelope.SoapAnswer;
import org.openrecorder.soap.envelope.SoapCall;
import org.openrecorder.soap.envelope.SoapFault;
import org.openrecorder.soap.response.StreamedSoapResponse;

/**
 * The SOAP endpoint of the recording API, for clients of all ages. It answers the call that the
 * filter before it has read; the message that it is given is empty. It writes messages instead of
 * typed results because old clients follow no schema. The binding is the one of SOAP 1.2, which
 * answers 1.1 as well.
 */
@WebServiceProvider(
    targetNamespace = Names.NAMESPACE,
    serviceName = "RecordingService",
    portName = "Recording")
@ServiceMode(Service.Mode.MESSAGE)
@BindingType(SOAPBinding.SOAP12HTTP_BINDING)
public class RecordingEndpoint implements Provider<SOAPMessage> {

  @SuppressWarnings("NullAway.Init") // filled in by the container
  private LegacyApi legacy;

  @SuppressWarnings("NullAway.Init") // filled in by the container
  @Resource
  private WebServiceContext context;

  @Inject
  void use(LegacyApi api) {
    legacy = api;
  }

  @Override
  public SOAPMessage invoke(SOAPMessage empty) {
    HttpServletRequest request = request();
    StreamedSoapResponse outgoing = StreamedSoapResponse.of(request);
    SOAPMessage answer = answer(CurrentPrincipal.request(request), outgoing);
    outgoing.answered();
    return answer;
  }

  private SOAPMessage answer(ApiPrincipal principal, StreamedSoapResponse outgoing) {
    SoapCall call = outgoing.call();
    LegacyRequest request = new LegacyRequest(principal, call.operation(), call.arguments());
    return switch (ExceptionTranslator.caught(() -> legacy.call(request))) {
      case Result.Success<LegacyResult>(LegacyResult result) -> granted(call, result, outgoing);
      case Result.Rejected<LegacyResult>(Rejection rejection) -> refused(call, rejection, outgoing);
    };
  }

  private static SOAPMessage granted(
      SoapCall call, LegacyResult result, StreamedSoapResponse outgoing) {
    SoapAnswer answer = new SoapAnswer(call, result.method());
    return switch (result) {
      case LegacyResult.Done done -> {
        outgoing.tell(done.recording().id());
        yield answer.empty();
      }
      case LegacyResult.Audio audio -> answer.with(outgoing.place(audio.signature()));
    };
  }

  private static SOAPMessage refused(
      SoapCall call, Rejection rejection, StreamedSoapResponse outgoing) {
    SoapFault fault = SoapFault.of(call.version(), rejection);
    outgoing.refuse(fault);
    return fault.message();
  }

  private HttpServletRequest request() {
    Object request = context.getMessageContext().get(MessageContext.SERVLET_REQUEST);
    return (HttpServletRequest) Objects.requireNonNull(request);
  }
}
