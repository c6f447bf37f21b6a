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
  private final Heard heard = new Heard();
  private volatile @Nullable InetSocketAddress target;
  private volatile Sound sound;
  private volatile Numbering numbering;
  private long frames;

  /** What RFC 3550 has each stream begin with: an identifier and the number of its first packet. */
  private record Numbering(int source, long offset) {}

  /**
   * A stream.
   *
   * @param firstPacket the sequence number of its first packet, from 0 to 65,535
   */
  AudioStream(Sound sound, int firstPacket) {
    this.sound = sound;
    this.numbering = beginningWith(firstPacket);
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

  /** Goes on as a new stream, as telephones do that set up their audio anew. */
  void beginAnew(int firstPacket) {
    numbering = beginningWith(firstPacket - frames);
  }

  private static Numbering beginningWith(long offset) {
    return new Numbering(ThreadLocalRandom.current().nextInt(), offset);
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
    Numbering now = numbering;
    ByteBuffer.wrap(packet)
        .put((byte) RTP_VERSION_2)
        .put((byte) PAYLOAD_PCMU)
        .putShort((short) (now.offset() + frames))
        .putInt((int) (frames * FRAME_BYTES))
        .putInt(now.source());
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
