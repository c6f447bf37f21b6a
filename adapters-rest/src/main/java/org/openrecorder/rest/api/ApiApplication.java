package org.openrecorder.rest.api;

import jakarta.ws.rs.ApplicationPath;
import jakarta.ws.rs.core.Application;
import java.util.Set;

/** The JSON endpoint. Lists its classes, as there is a second application beside it. */
@ApplicationPath(ApiApplication.PATH)
public class ApiApplication extends Application {

  /** Where it is inside the context. */
  public static final String PATH = "/api/v1";

  @Override
  public Set<Class<?>> getClasses() {
    return Set.of(
        CallsResource.class,
        RecordingsResource.class,
        UsersResource.class,
        ClientsResource.class,
        ReconciliationsResource.class,
        MetricsResource.class,
        AuditResource.class,
        SettingsResource.class,
        NoHead.class,
        JsonWriter.class,
        ApiFailures.class);
  }
}
