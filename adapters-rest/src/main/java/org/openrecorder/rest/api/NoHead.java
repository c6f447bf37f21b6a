package org.openrecorder.rest.api;

import jakarta.enterprise.context.Dependent;
import jakarta.ws.rs.HttpMethod;
import jakarta.ws.rs.NotAllowedException;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerRequestFilter;
import jakarta.ws.rs.container.PreMatching;
import jakarta.ws.rs.ext.Provider;

/**
 * Refuses HEAD, which JAX-RS would turn into a GET that opens audio, notes it as heard and throws
 * it away.
 */
@Provider
@PreMatching
@Dependent
public class NoHead implements ContainerRequestFilter {

  @Override
  public void filter(ContainerRequestContext request) {
    if (request.getMethod().equals(HttpMethod.HEAD)) {
      throw new NotAllowedException(HttpMethod.GET);
    }
  }
}
