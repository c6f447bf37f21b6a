package org.openrecorder.archive;

/** No proof is needed, because {@link VerifiedFiles} knows the file. */
final class AlreadyVerified implements ArchivedStream.Proof {

  @Override
  public void update(byte[] block, int from, int count) {}

  @Override
  public void conclude() {}
}
