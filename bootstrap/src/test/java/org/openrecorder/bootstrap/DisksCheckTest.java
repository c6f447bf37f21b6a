package org.openrecorder.bootstrap;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.openrecorder.archive.DiskState;
import org.openrecorder.archive.DiskState.Condition;
import org.openrecorder.archive.DiskState.Use;
import org.openrecorder.domain.call.PbxName;

class DisksCheckTest {

  @ParameterizedTest
  @CsvSource({
    "ROOM, ROOM, ROOM, ROOM, true",
    "ROOM, ROOM, LOW,  ROOM, true",
    "ROOM, ROOM, GONE, ROOM, true",
    "ROOM, ROOM, LOW,  GONE, false",
    "ROOM, LOW,  ROOM, ROOM, false",
    "ROOM, GONE, ROOM, ROOM, false",
    "LOW,  ROOM, ROOM, ROOM, false"
  })
  void a_server_is_ready_while_something_can_be_recorded(
      Condition data, Condition archive, Condition one, Condition other, boolean ready) {
    List<DiskState> disks =
        List.of(
            new DiskState(Use.DATA, Optional.empty(), data, 0),
            new DiskState(Use.ARCHIVE, Optional.empty(), archive, 0),
            new DiskState(Use.SPOOL, Optional.of(new PbxName("one")), one, 0),
            new DiskState(Use.SPOOL, Optional.of(new PbxName("other")), other, 0));
    assertThat(DisksCheck.somethingCanBeRecorded(disks)).isEqualTo(ready);
  }

  @ParameterizedTest
  @CsvSource({"ROOM, true", "LOW, false"})
  void without_a_pbx_the_archive_alone_counts(Condition archive, boolean ready) {
    assertThat(
            DisksCheck.somethingCanBeRecorded(
                List.of(new DiskState(Use.ARCHIVE, Optional.empty(), archive, 0))))
        .isEqualTo(ready);
  }
}
