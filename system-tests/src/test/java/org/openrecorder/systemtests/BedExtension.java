package org.openrecorder.systemtests;

import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

/**
 * Gives tests the one {@link Bed} of the run, and shows the server's last words where a test fails.
 */
final class BedExtension implements ParameterResolver, AfterEachCallback {

  private static Bed bed(ExtensionContext context) {
    return context
        .getRoot()
        .getStore(ExtensionContext.Namespace.create(BedExtension.class))
        .getOrComputeIfAbsent("bed", unused -> new Bed(), Bed.class);
  }

  @Override
  public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
    return parameter.getParameter().getType() == Bed.class;
  }

  @Override
  public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
    return bed(context);
  }

  @Override
  public void afterEach(ExtensionContext context) {
    if (context.getExecutionException().isPresent()) {
      System.err.println("--- the server before " + context.getDisplayName() + " failed:");
      System.err.println(bed(context).server().lastWords());
    }
  }
}
