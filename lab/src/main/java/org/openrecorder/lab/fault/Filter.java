package org.openrecorder.lab.fault;

import java.io.IOException;
import java.io.OutputStream;

/** How the bytes of one way are handed on. */
@FunctionalInterface
interface Filter {

  Filter NONE = (bytes, from, length, out) -> out.write(bytes, from, length);

  Filter BYTE_BY_BYTE =
      (bytes, from, length, out) -> {
        for (int i = from; i < from + length; i++) {
          out.write(bytes, i, 1);
          out.flush();
        }
      };

  void write(byte[] bytes, int from, int length, OutputStream out) throws IOException;
}
