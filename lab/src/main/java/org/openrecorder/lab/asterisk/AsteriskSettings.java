package org.openrecorder.lab.asterisk;

import java.nio.file.Path;

/**
 * How an Asterisk is to be started.
 *
 * @param directory all it writes lies below here; what an earlier start left there is removed, but
 *     for its spool
 * @param systemName put before each unique id, as several PBXs in one house have it; empty for none
 * @param spool its spool directory; recordings with a relative name go to {@code monitor} below it
 * @param firstRtpPort first of the ports for audio; several instances may share them
 * @param lastRtpPort last of them
 * @param zone the time zone that its process lives in, as the environment variable {@code TZ} says
 *     it; empty for this machine's
 * @param umask what no other account may do with the files that it writes; empty for this process's
 */
public record AsteriskSettings(
    AsteriskVersion version,
    Path directory,
    String systemName,
    Path spool,
    int firstRtpPort,
    int lastRtpPort,
    String zone,
    String umask) {
  private static final int FIRST_RTP_PORT = 20_000;
  private static final int LAST_RTP_PORT = 20_999;

  public static AsteriskSettings of(AsteriskVersion version, Path directory) {
    Path absolute = directory.toAbsolutePath();
    return new AsteriskSettings(
        version, absolute, "", absolute.resolve("spool"), FIRST_RTP_PORT, LAST_RTP_PORT, "", "");
  }

  public AsteriskSettings withSystemName(String name) {
    return new AsteriskSettings(
        version, directory, name, spool, firstRtpPort, lastRtpPort, zone, umask);
  }

  public AsteriskSettings withSpool(Path folder) {
    return new AsteriskSettings(
        version,
        directory,
        systemName,
        folder.toAbsolutePath(),
        firstRtpPort,
        lastRtpPort,
        zone,
        umask);
  }

  /**
   * A spool that no account can write to, not even root: its parent is a file. Asterisk says yes
   * all the same.
   */
  public AsteriskSettings withUnwritableSpool() {
    return withSpool(directory.resolve("a-file").resolve("spool"));
  }

  public AsteriskSettings withRtpPorts(int first, int last) {
    return new AsteriskSettings(version, directory, systemName, spool, first, last, zone, umask);
  }

  /**
   * A PBX in another time zone.
   *
   * @param tz as {@code TZ} wants it; in POSIX form it works where no table of zones is installed
   */
  public AsteriskSettings withZone(String tz) {
    return new AsteriskSettings(
        version, directory, systemName, spool, firstRtpPort, lastRtpPort, tz, umask);
  }

  /** A PBX whose files some others cannot read, such as {@code 077}. */
  public AsteriskSettings withUmask(String mask) {
    return new AsteriskSettings(
        version, directory, systemName, spool, firstRtpPort, lastRtpPort, zone, mask);
  }

  boolean hasWritableSpool() {
    return !spool.startsWith(directory.resolve("a-file"));
  }
}
