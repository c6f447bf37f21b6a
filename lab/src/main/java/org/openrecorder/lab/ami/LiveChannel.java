package org.openrecorder.lab.ami;

/**
 * A channel as Asterisk lists it.
 *
 * @param state for example {@code Up} or {@code Ringing}
 * @param bridge the bridge it is in, or an empty string
 */
public record LiveChannel(
    String name, String uniqueId, String linkedId, String state, String bridge) {
  static LiveChannel of(AmiMessage listed) {
    return new LiveChannel(
        listed.get("Channel"),
        listed.get("Uniqueid"),
        listed.get("Linkedid"),
        listed.get("ChannelStateDesc"),
        listed.get("BridgeId"));
  }

  /** Whether this is a channel of that endpoint, for example {@code PJSIP/410-0000001a} of 410. */
  public boolean isOf(String endpoint) {
    int slash = name.indexOf('/');
    int dash = name.lastIndexOf('-');
    return !isLocal()
        && slash >= 0
        && dash > slash
        && name.substring(slash + 1, dash).equals(endpoint);
  }

  public boolean isLocal() {
    return name.startsWith("Local/");
  }

  public boolean isBridged() {
    return !bridge.isEmpty();
  }
}
