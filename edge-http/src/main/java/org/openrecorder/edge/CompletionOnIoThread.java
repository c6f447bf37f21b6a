package org.openrecorder.edge;

import io.undertow.server.ExchangeCompletionListener.NextListener;
import io.undertow.server.HttpServerExchange;
import io.undertow.servlet.ServletExtension;
import io.undertow.servlet.api.DeploymentInfo;
import jakarta.servlet.ServletContext;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.concurrent.RejectedExecutionException;
import org.xnio.IoUtils;

/**
 * Has the end of each request dealt with by the I/O thread of its connection. Undertow makes a
 * connection ready for the next request on the thread that answered the last; the I/O thread that
 * this wakes turns round and round until it is done, and where processors are few it often does so
 * in the place of the very thread that it waits for. Between two requests it also passes over
 * {@link EmptyLines}. Found by the container: {@code META-INF/services}.
 */
public final class CompletionOnIoThread implements ServletExtension {

  private static final Logger LOG = System.getLogger(CompletionOnIoThread.class.getName());

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
      completeHere(exchange, rest);
      return;
    }
    try {
      exchange.getIoThread().execute(() -> completeHere(exchange, rest));
    } catch (RejectedExecutionException ending) {
      rest.proceed();
    }
  }

  /**
   * A client may have gone without waiting for its answers: Undertow has freed then what it had
   * sent, and fails over that for good.
   */
  private static void completeHere(HttpServerExchange exchange, NextListener rest) {
    try {
      rest.proceed();
      EmptyLines.passOver(exchange.getConnection());
    } catch (IllegalStateException freed) {
      LOG.log(Level.DEBUG, "a connection is closed that cannot serve any more", freed);
      IoUtils.safeClose(exchange.getConnection());
    }
  }
}
