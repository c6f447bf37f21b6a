package org.openrecorder.rest.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.openrecorder.domain.access.Team;
import org.openrecorder.domain.access.User;
import org.openrecorder.domain.access.UserRole;
import org.openrecorder.domain.access.Username;
import org.openrecorder.domain.call.Extension;
import org.openrecorder.rest.request.MalformedRequestException;

class UsersFileTest {

  private static List<User> read(String text) throws IOException {
    return UsersFile.read(new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8)));
  }

  @Test
  void each_line_is_a_user_and_the_columns_come_in_any_order() throws IOException {
    assertThat(
            read(
                "\uFEFFgroup,name,extensions,team,enabled\r\n"
                    + "agent,fred,\"410, 411\",\"sales, \"\"north\"\"\",false\r\n"
                    + "\r\n"
                    + "manager,Jörg,,,\r\n"))
        .containsExactly(
            new User(
                new Username("fred"),
                UserRole.AGENT,
                Optional.of(new Team("sales, \"north\"")),
                Set.of(new Extension("410"), new Extension("411")),
                false),
            new User(new Username("Jörg"), UserRole.MANAGER, Optional.empty(), Set.of(), true));
  }

  @Test
  void a_file_may_have_no_users_and_the_needed_columns_only() throws IOException {
    assertThat(read("name,group")).isEmpty();
    assertThat(read("name,group\nfred,agent\n")).hasSize(1);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '~',
      value = {
        "name | line 1",
        "name;group | line 1",
        "name,group,admin | line 1",
        "name,group,name | line 1",
        "name,group#fred,boss | line 2",
        "name,group#fred,agent#,agent | line 3",
        "name,group#fred,agent#fred,agent | line 3: the user is in the file already",
        "name,group#fred,agent#fr ed,agent | line 3",
        "name,group#fred | line 2",
        "name,group#fred,agent,x | line 2",
        "name,group,enabled#fred,agent,yes | line 2",
        "name,group,extensions#fred,agent,4(1) | line 2",
        "name,group#fred,agent#\"ann,agent | line",
        "name,group#fred,agent#\"ann\"x,agent | line"
      })
  void what_is_wrong_is_told_with_its_line(String lines, String told) {
    assertThatExceptionOfType(MalformedRequestException.class)
        .isThrownBy(() -> read(lines.replace('#', '\n')))
        .withMessageStartingWith(told);
  }

  @Test
  void files_above_the_bounds_or_not_in_utf_8_are_refused() {
    assertThatExceptionOfType(MalformedRequestException.class)
        .isThrownBy(() -> read("x".repeat(UsersFile.MOST_BYTES + 1)));
    assertThatExceptionOfType(MalformedRequestException.class)
        .isThrownBy(
            () -> UsersFile.read(new ByteArrayInputStream(new byte[] {'n', (byte) 0xff, '\n'})));
    StringBuilder many = new StringBuilder("name,group\n");
    for (int i = 0; i <= UsersFile.MOST_USERS; i++) {
      many.append('u').append(i).append(",agent\n");
    }
    assertThatExceptionOfType(MalformedRequestException.class)
        .isThrownBy(() -> read(many.toString()))
        .withMessageContaining("more than");
  }
}
