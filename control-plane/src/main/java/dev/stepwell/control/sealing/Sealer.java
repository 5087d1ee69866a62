package dev.stepwell.control.sealing;

/** Seals bytes so that nobody without the key can read, change or move them. */
public interface Sealer {
    /** Seals bytes for a context, such as the tenant and the id they belong to. */
    byte[] seal(byte[] plain, String context);

    /** Opens what {@link #seal} gave for the same context; throws {@link BrokenSeal} for anything else. */
    byte[] open(byte[] sealed, String context);
}
