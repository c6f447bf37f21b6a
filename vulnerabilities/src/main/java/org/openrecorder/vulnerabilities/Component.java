package org.openrecorder.vulnerabilities;

/** A library in the bill of materials. */
record Component(String group, String name, String version) {

  /** The name that advisories use in Maven's ecosystem. */
  String packageName() {
    return group + ":" + name;
  }

  /** The package URL, without qualifiers. */
  String purl() {
    return "pkg:maven/" + group + "/" + name + "@" + version;
  }

  @Override
  public String toString() {
    return packageName() + ":" + version;
  }
}
