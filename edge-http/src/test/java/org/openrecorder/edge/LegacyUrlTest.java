package org.openrecorder.edge;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.servlet.http.HttpServletRequest;
import java.lang.reflect.Proxy;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.openrecorder.rest.error.ErrorFormat;
import org.openrecorder.rest.legacy.LegacyGetAnswer;

class LegacyUrlTest {

  @ParameterizedTest
  @CsvSource({
    "GET, wsdl, , DESCRIPTION",
    "GET, WSDL, , DESCRIPTION",
    "GET, wsdl=x.wsdl, , DESCRIPTION",
    "GET, singleWsdl, , DESCRIPTION",
    "GET, singlewsdl=1, , DESCRIPTION",
    "GET, xsd=1, , METHOD_CALL",
    "GET, xsd, , METHOD_CALL",
    "GET, , , METHOD_CALL",
    "GET, method=start&tag=22, , METHOD_CALL",
    "GET, method=start&wsdl, , METHOD_CALL",
    "GET, wsdlx=1, , METHOD_CALL",
    "GET, method=start, text/xml, METHOD_CALL",
    "POST, , application/x-www-form-urlencoded, METHOD_CALL",
    "POST, , Application/X-WWW-Form-Urlencoded ; charset=UTF-8, METHOD_CALL",
    "POST, wsdl, application/x-www-form-urlencoded, METHOD_CALL",
    "POST, , text/xml; charset=utf-8, SOAP",
    "POST, , application/soap+xml, SOAP",
    "POST, , multipart/related; type=text/xml, SOAP",
    "POST, , application/json, SOAP",
    "POST, , , SOAP",
    "POST, wsdl, text/xml, SOAP",
    "HEAD, method=start, , OTHER",
    "HEAD, wsdl, , OTHER",
    "PUT, method=start, , OTHER",
    "get, method=start, , OTHER",
    "OPTIONS, , , OTHER",
    "TRACE, , , OTHER"
  })
  void verb_query_and_content_type_tell_the_endpoint(
      String verb, @Nullable String query, @Nullable String contentType, LegacyUrl expected) {
    assertThat(LegacyUrl.of(request(verb, LegacyUrl.PATH, query, contentType))).isEqualTo(expected);
  }

  @ParameterizedTest
  @CsvSource({
    "POST, , application/x-www-form-urlencoded, '', 100, SOAP",
    "POST, , text/plain, start, 100, SOAP",
    "POST, , , start, 100, SOAP",
    "POST, method=start&tag=22, , , 0, METHOD_CALL",
    "POST, METHOD=start, , , -1, METHOD_CALL",
    "POST, tag=22&method=start, text/xml, '', 0, METHOD_CALL",
    "POST, method=start, text/xml, , 100, SOAP",
    "POST, method=start, text/plain, , 100, METHOD_CALL",
    "POST, method=start, text/plain, start, 100, SOAP",
    "POST, tag=22, text/plain, , 0, SOAP",
    "POST, xmethod=start, , , 0, SOAP"
  })
  void a_soap_action_or_a_method_in_the_url_tells_the_endpoint_where_the_type_does_not(
      String verb,
      @Nullable String query,
      @Nullable String contentType,
      @Nullable String action,
      long length,
      LegacyUrl expected) {
    HttpServletRequest request =
        request(verb, LegacyUrl.PATH, query, contentType, Optional.ofNullable(action), length);
    assertThat(LegacyUrl.of(request)).isEqualTo(expected);
  }

  @ParameterizedTest
  @CsvSource({
    "GET, /services/njadmin-api-recording, , PLAIN_TEXT",
    "HEAD, /services/njadmin-api-recording, , PLAIN_TEXT",
    "POST, /services/njadmin-api-recording, application/x-www-form-urlencoded, PLAIN_TEXT",
    "POST, /services/njadmin-api-recording, text/xml, SOAP_1_1",
    "POST, /services/njadmin-api-recording, , SOAP_1_1",
    "POST, /services/njadmin-api-recording, application/SOAP+xml; charset=utf-8, SOAP_1_2",
    "POST, /services/njadmin-api-recording, multipart/related; type=\"application/soap+xml\", SOAP_1_2",
    "GET, /api/v1/calls, , PROBLEM",
    "GET, /api/v2, , PLAIN_TEXT",
    "POST, /services/other, text/xml, PLAIN_TEXT",
    "GET, /, , PLAIN_TEXT"
  })
  void a_rejection_speaks_as_its_endpoint_does(
      String verb, String path, @Nullable String contentType, ErrorFormat expected) {
    HttpServletRequest request = request(verb, path, null, contentType);
    assertThat(new ErrorResponses(LegacyGetAnswer.TEXT).formFor(request)).isEqualTo(expected);
  }

  @ParameterizedTest
  @CsvSource({
    "GET, /services/njadmin-api-recording, , SOAP_1_1",
    "HEAD, /services/njadmin-api-recording, , SOAP_1_1",
    "POST, /services/njadmin-api-recording, application/x-www-form-urlencoded, SOAP_1_1",
    "POST, /services/njadmin-api-recording, application/soap+xml, SOAP_1_2",
    "GET, /api/v1/calls, , PROBLEM",
    "GET, /, , PLAIN_TEXT"
  })
  void where_the_envelope_of_old_is_set_for_all_the_old_url_alone_refuses_in_it(
      String verb, String path, @Nullable String contentType, ErrorFormat expected) {
    HttpServletRequest request = request(verb, path, null, contentType);
    assertThat(new ErrorResponses(LegacyGetAnswer.AXIS).formFor(request)).isEqualTo(expected);
  }

  private static HttpServletRequest request(
      String verb, String path, @Nullable String query, @Nullable String contentType) {
    return request(verb, path, query, contentType, Optional.empty(), 100);
  }

  private static HttpServletRequest request(
      String verb,
      String path,
      @Nullable String query,
      @Nullable String contentType,
      Optional<String> action,
      long length) {
    Map<String, String> known = Map.of("getMethod", verb, "getServletPath", path);
    return (HttpServletRequest)
        Proxy.newProxyInstance(
            LegacyUrlTest.class.getClassLoader(),
            new Class<?>[] {HttpServletRequest.class},
            (proxy, method, arguments) ->
                switch (method.getName()) {
                  case "getQueryString" -> query;
                  case "getContentType" -> contentType;
                  case "getContentLengthLong" -> length;
                  case "getHeader" ->
                      arguments[0].equals("SOAPAction") ? action.orElse(null) : null;
                  default -> known.get(method.getName());
                });
  }
}
