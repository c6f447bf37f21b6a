package org.openrecorder.oidc;

import java.io.IOException;
import java.net.http.HttpResponse.BodySubscriber;
import java.net.http.HttpResponse.BodySubscribers;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Flow.Subscription;

/** Takes an answer's text, if it is not longer than such a document ever is. */
final class BoundedText implements BodySubscriber<String> {

  /** Some tens of keys with their certificates. */
  static final int MOST_BYTES = 256 * 1024;

  private final BodySubscriber<String> text = BodySubscribers.ofString(StandardCharsets.UTF_8);
  private Optional<Subscription> source = Optional.empty();
  private long bytes;

  @Override
  public CompletionStage<String> getBody() {
    return text.getBody();
  }

  @Override
  public void onSubscribe(Subscription subscription) {
    source = Optional.of(subscription);
    text.onSubscribe(subscription);
  }

  @Override
  public void onNext(List<ByteBuffer> some) {
    bytes += some.stream().mapToLong(ByteBuffer::remaining).sum();
    if (bytes <= MOST_BYTES) {
      text.onNext(some);
    } else {
      source.ifPresent(Subscription::cancel);
      text.onError(new IOException("the answer is longer than " + MOST_BYTES + " bytes"));
    }
  }

  @Override
  public void onError(Throwable failure) {
    text.onError(failure);
  }

  @Override
  public void onComplete() {
    text.onComplete();
  }
}
