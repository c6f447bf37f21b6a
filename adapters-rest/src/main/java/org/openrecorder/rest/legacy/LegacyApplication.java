package org.openrecorder.rest.legacy;

import jakarta.ws.rs.ApplicationPath;
import jakarta.ws.rs.core.Application;
import java.util.Set;

/** The GET and form endpoint. Lists its classes, as there is a second application beside it. */
@ApplicationPath(LegacyApplication.PATH)
public class LegacyApplication extends Application {

  /** Where it is inside the context; the edge lets no client ask for it directly. */
  public static final String PATH = "/internal/legacy";

  @Override
  public Set<Class<?>> getClasses() {
    return Set.of(LegacyResource.class, LegacyFailures.class);
  }
}
