package org.openrecorder.edge;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Produces;
import org.openrecorder.settings.RecorderSettings;
import org.openrecorder.soap.wsdl.PublicUrl;

/** Tells the SOAP endpoint by which URL clients reach the server, if the settings say so. */
@ApplicationScoped
public class PublicUrlSetting {

  @Produces
  public PublicUrl publicUrl(RecorderSettings settings) {
    return new PublicUrl(settings.http().publicUrl());
  }
}
