package org.openrecorder.benchmarks;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;
import org.openrecorder.domain.call.Channel;
import org.openrecorder.domain.call.ChannelEvent;
import org.openrecorder.domain.call.ChannelName;
import org.openrecorder.domain.call.ChannelSelection;
import org.openrecorder.domain.call.Direction;
import org.openrecorder.domain.call.Extension;
import org.openrecorder.domain.call.LinkedId;
import org.openrecorder.domain.call.LiveChannels;
import org.openrecorder.domain.call.PbxName;
import org.openrecorder.domain.call.UniqueId;

/** Finding the channel of an extension, among few and among many. */
final class LookupBenchmark {

  private static final int FEW = 10;
  private static final int MANY = 10_000;
  private static final double MOST = 1.2;
  private static final int ROUNDS = 41;
  private static final int WARM_UP_ROUNDS = 10;
  private static final int LOOK_UPS = 200_000;
  private static final long SEED = 4_711;

  /** What the look-ups found; read at the end, so that none of them can be left out. */
  private long found;

  List<Figure> measure() {
    LiveChannels few = live(FEW);
    LiveChannels many = live(MANY);
    Figure same = compare("the same 10 extensions asked for", few, asked(FEW), many, asked(FEW));
    Figure spread = compare("all extensions asked for", few, asked(FEW), many, asked(MANY));
    if (found == 0) {
      throw new IllegalStateException("nothing was found");
    }
    return List.of(same, spread);
  }

  /** Rounds in turn, so that whatever else the machine does hits both; the median round counts. */
  private Figure compare(
      String how, LiveChannels few, Extension[] ofFew, LiveChannels many, Extension[] ofMany) {
    double[] small = new double[ROUNDS];
    double[] large = new double[ROUNDS];
    for (int round = -WARM_UP_ROUNDS; round < ROUNDS; round++) {
      double smallNanos = nanosPerLookUp(few, ofFew);
      double largeNanos = nanosPerLookUp(many, ofMany);
      if (round >= 0) {
        small[round] = smallNanos;
        large[round] = largeNanos;
      }
    }
    return Figure.atMost(
        MOST,
        "finding the channel, 10,000 live channels against 10, " + how,
        measured(large),
        measured(small));
  }

  private double nanosPerLookUp(LiveChannels calls, Extension[] extensions) {
    long sum = 0;
    long begin = System.nanoTime();
    for (int i = 0; i < LOOK_UPS; i++) {
      if (ChannelSelection.among(calls.find(extensions[i % extensions.length]))
          instanceof ChannelSelection.Chosen chosen) {
        sum += chosen.channel().name().value().length();
      }
    }
    long nanos = System.nanoTime() - begin;
    found += sum;
    return (double) nanos / LOOK_UPS;
  }

  private static Figure.Measured measured(double[] nanos) {
    Arrays.sort(nanos);
    double median = nanos[nanos.length / 2];
    return new Figure.Measured(median, String.format(Locale.ROOT, "%.0f ns", median));
  }

  private static LiveChannels live(int channels) {
    LiveChannels calls = new LiveChannels();
    for (int i = 0; i < channels; i++) {
      calls.apply(new ChannelEvent.Appeared(channel(i)));
    }
    return calls;
  }

  private static Channel channel(int i) {
    UniqueId id = new UniqueId("1795411936." + i);
    return new Channel(
        new PbxName("berlin"),
        id,
        LinkedId.of(new UniqueId("1795411936." + i / 2 * 2)),
        new ChannelName(String.format(Locale.ROOT, "PJSIP/%d-%08x", 1_000 + i, i)),
        new ChannelName(String.format(Locale.ROOT, "PJSIP/%d-%08x", 1_000 + i, i)).extension(),
        true,
        Optional.of("bridge-" + i / 2),
        false,
        false,
        Direction.OUTBOUND,
        "",
        "");
  }

  private static Extension[] asked(int count) {
    Extension[] extensions = new Extension[count];
    for (int i = 0; i < count; i++) {
      extensions[i] = new Extension(Integer.toString(1_000 + i));
    }
    RandomGenerator random = RandomGeneratorFactory.of("L64X128MixRandom").create(SEED);
    for (int i = count - 1; i > 0; i--) {
      int other = random.nextInt(i + 1);
      Extension moved = extensions[i];
      extensions[i] = extensions[other];
      extensions[other] = moved;
    }
    return extensions;
  }
}
