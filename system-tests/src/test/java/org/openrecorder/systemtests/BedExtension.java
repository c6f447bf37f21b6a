package org.openrecorder.systemtests;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;
import org.junit.jupiter.api.extension.ExtensionContext.Store;
import org.junit.jupiter.api.extension.ExtensionContext.StoreScope;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

/**
 * Gives tests the one {@link TestEnvironment} of their virtual machine, or one of their class's
 * own.
 */
final class BedExtension implements ParameterResolver {

  /** For tests that stop or measure the server, or leave it in a state that others would notice. */
  @Target(ElementType.TYPE)
  @Retention(RetentionPolicy.RUNTIME)
  @interface Own {}

  private static TestEnvironment bed(ExtensionContext context) {
    return store(context)
        .getOrComputeIfAbsent("bed", unused -> new TestEnvironment(), TestEnvironment.class);
  }

  /** Surefire runs the classes one after another in one session, each with a root of its own. */
  private static Store store(ExtensionContext context) {
    Namespace namespace = Namespace.create(BedExtension.class);
    return context.getRequiredTestClass().isAnnotationPresent(Own.class)
        ? context.getRoot().getStore(namespace)
        : context.getStore(StoreScope.LAUNCHER_SESSION, namespace);
  }

  @Override
  public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
    return parameter.getParameter().getType() == TestEnvironment.class;
  }

  @Override
  public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
    return bed(context);
  }
}
