package org.openrecorder.settings;

import java.util.Arrays;
import java.util.List;
import java.util.regex.Pattern;
import org.openrecorder.settings.RecorderSettings.ClientPermission;
import org.openrecorder.settings.RecorderSettings.TrustedMethod;

/** Reads the values of settings that grant or limit access. */
final class AccessValues {

  private static final Pattern PBX_NAME = Pattern.compile("[A-Za-z0-9._-]{1,64}");

  private AccessValues() {}

  static List<ClientPermission> permissions(List<String> words) {
    return notEmpty(
        words.stream().map(word -> EnumNames.constant(ClientPermission.class, word)).toList());
  }

  static List<TrustedMethod> methods(List<String> names) {
    return notEmpty(names.stream().map(AccessValues::method).toList());
  }

  private static TrustedMethod method(String name) {
    return Arrays.stream(TrustedMethod.values())
        .filter(method -> method.wireName().equals(name))
        .findFirst()
        .orElseThrow(() -> new IllegalArgumentException("names an unknown method"));
  }

  static List<String> pbxs(List<String> names) {
    if (!names.stream().allMatch(name -> PBX_NAME.matcher(name).matches())) {
      throw new IllegalArgumentException("has an invalid name of a PBX");
    }
    return notEmpty(names);
  }

  /** Rejects a value of commas alone, which is a typing error. A blank value is an empty list. */
  static <T> List<T> notEmpty(List<T> items) {
    if (items.isEmpty()) {
      throw new IllegalArgumentException("is empty");
    }
    return items;
  }
}
