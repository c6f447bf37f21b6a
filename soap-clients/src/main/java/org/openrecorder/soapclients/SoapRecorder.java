package org.openrecorder.soapclients;

/**
 * The recording API as one toolkit offers it to its CRM.
 *
 * <p>Every method throws {@link SoapRefusal} where the recorder answers with a fault, and {@link
 * ClientFailure} where the toolkit does not get as far as an answer.
 */
public interface SoapRecorder {

  void start(String extenOrUniqueId, String tag);

  void stop(String extenOrUniqueId);

  /** The WAV file, as the toolkit has decoded it. */
  byte[] retrieve(String tag, String username);

  /** The WAV file, as the toolkit has decoded it. */
  byte[] retrieveByUniqueId(String uniqueId, String username);
}
