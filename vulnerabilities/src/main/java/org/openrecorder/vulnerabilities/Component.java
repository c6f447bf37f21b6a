package org.openrecorder.vulnerabilities;

/** A library of the bill of materials. */
record Component(String group, String name, String version) {

  /** As lists of vulnerabilities name it in Maven's ecosystem. */
  String packageName() {
    return group + ":" + name;
  }

  /** Its package URL, without qualifiers. */
  String purl() {
    return "pkg:maven/" + group + "/" + name + "@" + version;
  }

  @Override
  public String toString() {
    return packageName() + ":" + version;
  }
}
