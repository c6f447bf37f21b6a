package org.openrecorder.application.port;

import java.util.List;

/** The settings of the server, which can be read anew while it runs. */
public interface ReloadableSettings {

  /** What came of it. */
  sealed interface Reloaded {

    /**
     * They were read.
     *
     * @param changed settings that are other than before, and count from now on
     * @param afterRestart settings that are other than at the start, and count from the next
     */
    record Done(List<String> changed, List<String> afterRestart) implements Reloaded {
      public Done {
        changed = List.copyOf(changed);
        afterRestart = List.copyOf(afterRestart);
      }
    }

    /**
     * They cannot be used, and nothing has changed.
     *
     * @param problems one line each, without any secret
     */
    record Invalid(List<String> problems) implements Reloaded {
      public Invalid {
        problems = List.copyOf(problems);
      }
    }
  }

  /** Reads them; all that can take effect at once does, or nothing. */
  Reloaded reload();
}
