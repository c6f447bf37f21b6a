package org.openrecorder.soapclients;

import java.net.URI;

/**
 * Where the recorder is, and as whom to call it.
 *
 * @param url of the SOAP endpoint
 * @param client the name that goes with the secret
 */
public record RecorderAddress(URI url, String client, String secret) {

  /** Where the recorder publishes its description. */
  public URI description() {
    return URI.create(url + "?wsdl");
  }
}
