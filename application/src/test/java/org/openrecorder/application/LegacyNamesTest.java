package org.openrecorder.application;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.openrecorder.application.legacy.LegacyApi;
import org.openrecorder.application.legacy.LegacyArgument;
import org.openrecorder.application.legacy.LegacyRequest;
import org.openrecorder.application.legacy.LegacyResult;
import org.openrecorder.application.recording.RecordingReference;
import org.openrecorder.domain.call.ChannelName;
import org.openrecorder.domain.call.UniqueId;
import org.openrecorder.domain.recording.RecordingId;
import org.openrecorder.testing.InMemoryAuditTrail;
import org.openrecorder.testing.InMemoryStore;

/** Which method and which parameters are meant by the names that old clients write. */
class LegacyNamesTest {

  private final List<String> taken = new ArrayList<>();
  private final LegacyApi api =
      new LegacyApi(
          request -> took("start", request.which().value(), request.tag().value()),
          request -> took("stop", request.which().value()),
          request -> {
            taken.add("retrieve");
            return Result.rejected(Rejection.of(ErrorCode.NO_SUCH_RECORDING, "none"));
          },
          new Audit(new InMemoryAuditTrail(new InMemoryStore()), Clock.systemUTC()));

  private Result<RecordingReference> took(String... call) {
    taken.add(String.join(" ", call));
    return Result.success(
        new RecordingReference(
            new RecordingId(new UUID(1, 2)), new ChannelName("SIP/410-1"), new UniqueId("1.1")));
  }

  /** Arguments are written {@code name=value}, with a comma between them. */
  private String call(String method, String arguments) {
    List<LegacyArgument> list =
        Arrays.stream(arguments.split(","))
            .map(one -> one.split("=", 2))
            .map(one -> LegacyArgument.of(one[0], one[1]))
            .toList();
    Result<LegacyResult> result =
        api.call(new LegacyRequest(Server.CRM, Optional.of(method), list));
    return result instanceof Result.Rejected<LegacyResult>(Rejection rejection)
        ? rejection.code() + ": " + rejection.message()
        : "OK";
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "start  | extenOrUniqueId=410,tag=t      | start 410 t",
        "start  | tag=t,extenOrUniqueId=410      | start 410 t",
        "Start  | extenOrUniqueId=410,Tag=t      | start 410 t",
        "start. | ExtenOrUniqueId=410,tag=t      | start 410 t",
        "start  | TAG=t,EXTENORUNIQUEID=410      | start 410 t",
        "start  | exten=410,tag=t                | start 410 t",
        "start  | extenOrUniqueId=410,order=t    | start 410 t",
        "start  | a=410,b=t                      | start 410 t",
        "start  | __numeric_0=410,__numeric_1=t  | start 410 t",
        "start  | item=410,item=t                | start 410 t",
        "start  | =410,=t                        | start 410 t",
        "start  | _=5,extenOrUniqueId=410,tag=t  | start 410 t",
        "stop   | v1=410                         | stop 410",
        "Stop   | extenOrUniqueId=410,b=t        | stop 410",
        "retrieve-by-unique-id | a=1.1,b=fred    | retrieve",
        "RetrieveByUniqueId | b=1.1,username=max | retrieve"
      })
  void a_name_in_either_case_or_a_position_says_what_is_meant(
      String method, String arguments, String meant) {
    String unused = call(method, arguments);
    assertThat(taken).containsExactly(meant);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "start | tag=t,exten=410                      | MISSING_PARAMETER: the parameter extenOrUniqueId is missing",
        "start | exten=t,extenOrUniqueId=410          | MISSING_PARAMETER: the parameter tag is missing",
        "start | a=410,b=t,c=5                        | MISSING_PARAMETER: the parameter extenOrUniqueId is missing",
        "start | a=410                                | MISSING_PARAMETER: the parameter extenOrUniqueId is missing",
        "start | extenOrUniqueId=410,tag=             | MISSING_PARAMETER: the parameter tag is missing",
        "start | extenOrUniqueId=410,tag=t,Tag=u      | INVALID_PARAMETER: the parameter tag is given more than once",
        "start | extenOrUniqueId=410,extenOrUniqueId=411 | INVALID_PARAMETER: the parameter extenOrUniqueId is given more than once",
        "stop  | a=410,b=411                          | MISSING_PARAMETER: the parameter extenOrUniqueId is missing"
      })
  void what_is_not_certain_is_refused(String method, String arguments, String rejection) {
    assertThat(call(method, arguments)).isEqualTo(rejection);
    assertThat(taken).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {" ", "\t", "\n", "\r\n", " \r\n\t "})
  void blanks_and_ends_of_lines_around_a_value_are_none_of_it(String blank) {
    String unused =
        call(
            blank + "start" + blank,
            "extenOrUniqueId=" + blank + "410" + blank + ",tag=" + blank + "a b" + blank);
    assertThat(taken).containsExactly("start 410 a b");
  }

  @ParameterizedTest
  @ValueSource(strings = {"\u000b", "\u0000", "\u001c", "\u0085", "\u2028\n\u0007"})
  void other_control_characters_are_refused_wherever_they_are(String control) {
    assertThat(call("start", "extenOrUniqueId=410,tag=22" + control))
        .startsWith("INVALID_PARAMETER");
    assertThat(taken).isEmpty();
  }

  @Test
  void an_argument_that_may_mean_two_values_means_none() {
    LegacyArgument either = new LegacyArgument("a", List.of("410", "411"));
    Result<LegacyResult> result =
        api.call(new LegacyRequest(Server.CRM, Optional.of("stop"), List.of(either)));
    assertThat(((Result.Rejected<LegacyResult>) result).rejection().code())
        .isEqualTo(ErrorCode.INVALID_PARAMETER);
  }
}
