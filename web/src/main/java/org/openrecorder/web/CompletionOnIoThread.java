package org.openrecorder.web;

import io.undertow.server.ExchangeCompletionListener.NextListener;
import io.undertow.server.HttpServerExchange;
import io.undertow.servlet.ServletExtension;
import io.undertow.servlet.api.DeploymentInfo;
import jakarta.servlet.ServletContext;
import java.util.concurrent.RejectedExecutionException;

/**
 * Has the end of each request dealt with by the I/O thread of its connection. Undertow makes a
 * connection ready for the next request on the thread that answered the last; the I/O thread that
 * this wakes turns round and round until it is done, and where processors are few it often does so
 * in the place of the very thread that it waits for. Found by the container: {@code
 * META-INF/services}.
 */
public final class CompletionOnIoThread implements ServletExtension {

  @Override
  public void handleDeployment(DeploymentInfo deployment, ServletContext context) {
    deployment.addInitialHandlerChainWrapper(
        next ->
            exchange -> {
              exchange.addExchangeCompleteListener(CompletionOnIoThread::complete);
              next.handleRequest(exchange);
            });
  }

  private static void complete(HttpServerExchange exchange, NextListener rest) {
    if (exchange.isInIoThread()) {
      rest.proceed();
      return;
    }
    try {
      exchange.getIoThread().execute(rest::proceed);
    } catch (RejectedExecutionException ending) {
      rest.proceed();
    }
  }
}
