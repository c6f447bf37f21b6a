package org.openrecorder.archive.planted;

import jakarta.servlet.ServletRequest;

/** Planted: servlets must stay at the endpoints. */
public final class ReadsAServletRequest {

  public String address(ServletRequest request) {
    return request.getRemoteAddr();
  }
}
