package org.openrecorder.rest.api;

import java.util.List;

/**
 * What reading the settings anew has changed.
 *
 * @param changed what counts from now on
 * @param afterRestart what counts from the next start of the server
 */
public record SettingsView(List<String> changed, List<String> afterRestart) implements View {}
