package org.openrecorder.soapclients;

/** The toolkit could not make a call, or could not make sense of the answer. */
public final class ClientFailure extends RuntimeException {

  private static final long serialVersionUID = 1L;

  public ClientFailure(String message) {
    super(message);
  }

  public ClientFailure(String message, Throwable cause) {
    super(message, cause);
  }
}
