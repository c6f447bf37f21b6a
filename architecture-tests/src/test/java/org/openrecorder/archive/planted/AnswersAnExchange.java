package org.openrecorder.archive.planted;

import io.undertow.server.HttpServerExchange;

/** Planted: Undertow must stay at the edge. */
public final class AnswersAnExchange {

  public void end(HttpServerExchange exchange) {
    exchange.endExchange();
  }
}
