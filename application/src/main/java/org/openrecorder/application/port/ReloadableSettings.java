package org.openrecorder.application.port;

import java.util.List;

/** The settings of the server, which can be reloaded while it runs. */
public interface ReloadableSettings {

  /** The result of a reload. */
  sealed interface Reloaded {

    /**
     * The settings were read.
     *
     * @param changed settings that differ from before, in effect from now on
     * @param afterRestart settings that differ from those at the start, in effect from the next
     *     start
     */
    record Done(List<String> changed, List<String> afterRestart) implements Reloaded {
      public Done {
        changed = List.copyOf(changed);
        afterRestart = List.copyOf(afterRestart);
      }
    }

    /**
     * The settings cannot be used, and nothing has changed.
     *
     * @param problems one line each, without any secret
     */
    record Invalid(List<String> problems) implements Reloaded {
      public Invalid {
        problems = List.copyOf(problems);
      }
    }
  }

  /** Reads the settings; all that can take effect at once does, or nothing. */
  Reloaded reload();
}
