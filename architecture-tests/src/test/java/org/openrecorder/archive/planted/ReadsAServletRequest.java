package org.openrecorder.archive.planted;

import jakarta.servlet.ServletRequest;

/** Planted: servlets must stay at the doors. */
public final class ReadsAServletRequest {

  public String address(ServletRequest request) {
    return request.getRemoteAddr();
  }
}
