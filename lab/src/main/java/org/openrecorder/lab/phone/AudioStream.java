package org.openrecorder.lab.phone;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.DatagramChannel;
import java.util.concurrent.ThreadLocalRandom;
import org.jspecify.annotations.Nullable;
import org.openrecorder.lab.audio.Sound;
import org.openrecorder.lab.process.LabFailure;

/** The RTP (RFC 3550) of one call: a packet of 20 ms mu-law on each beat, and what comes back. */
final class AudioStream implements AutoCloseable {
  private static final int HEADER_BYTES = 12;
  private static final int FRAME_BYTES = 160;
  private static final int RTP_VERSION_2 = 0x80;
  private static final int PAYLOAD_PCMU = 0;
  private static final int LONGEST_PACKET = 1_500;

  private final DatagramChannel channel;
  private final byte[] packet = new byte[HEADER_BYTES + FRAME_BYTES];
  private final byte[] received = new byte[LONGEST_PACKET];
  private final int source = ThreadLocalRandom.current().nextInt();
  private final Heard heard = new Heard();
  private volatile @Nullable InetSocketAddress target;
  private volatile Sound sound;
  private long frames;

  AudioStream(Sound sound) {
    this.sound = sound;
    try {
      channel = DatagramChannel.open();
      channel.configureBlocking(false);
      channel.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
    } catch (IOException e) {
      throw new LabFailure("cannot open an audio port", e);
    }
  }

  int port() {
    return channel.socket().getLocalPort();
  }

  void sendTo(InetSocketAddress other) {
    target = other;
    AudioClock.add(this);
  }

  void say(Sound said) {
    sound = said;
  }

  Heard heard() {
    return heard;
  }

  void beat() {
    try {
      send();
      receive();
    } catch (IOException e) {
      // The other side's port is gone: signalling ends the call, audio only stops.
      AudioClock.remove(this);
    }
  }

  private void send() throws IOException {
    InetSocketAddress to = target;
    if (to == null) {
      return;
    }
    ByteBuffer.wrap(packet)
        .put((byte) RTP_VERSION_2)
        .put((byte) PAYLOAD_PCMU)
        .putShort((short) frames)
        .putInt((int) (frames * FRAME_BYTES))
        .putInt(source);
    sound.frame(frames, packet, HEADER_BYTES);
    frames++;
    channel.send(ByteBuffer.wrap(packet), to);
  }

  private void receive() throws IOException {
    ByteBuffer buffer = ByteBuffer.wrap(received);
    while (channel.receive(buffer) != null) {
      if (buffer.position() > HEADER_BYTES && (received[1] & 0x7F) == PAYLOAD_PCMU) {
        heard.add(received, HEADER_BYTES, buffer.position());
      }
      buffer.clear();
    }
  }

  @Override
  public void close() {
    AudioClock.remove(this);
    try {
      channel.close();
    } catch (IOException e) {
      throw new LabFailure("cannot close an audio port", e);
    }
  }
}
