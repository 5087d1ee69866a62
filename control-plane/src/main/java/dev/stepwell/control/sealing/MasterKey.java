package dev.stepwell.control.sealing;

import dev.stepwell.contracts.wire.ClusterKey;
import dev.stepwell.names.TenantId;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * The key over all keys of an installation: 32 random bytes that live in a file or an environment variable and never in the
 * database. Its id is derived from it and stands in the header of everything sealed under it.
 */
public final class MasterKey {
    private static final int BYTES = 32;
    private static final int ID_BYTES = 4;
    private static final SecureRandom RANDOM = new SecureRandom();

    private final byte[] key;
    private final byte[] id;

    private MasterKey(byte[] key) {
        this.key = key;
        this.id = Arrays.copyOf(mac(key, "id"), ID_BYTES);
    }

    /** A new random key. */
    public static MasterKey random() {
        return new MasterKey(randomBytes(BYTES));
    }

    /** The key of these 32 bytes; throws {@link IllegalArgumentException} when they are not 32. */
    public static MasterKey of(byte[] key) {
        if (key.length != BYTES) {
            throw new IllegalArgumentException("a master key has " + BYTES + " bytes, not " + key.length);
        }
        return new MasterKey(key.clone());
    }

    /** Reads base64, as a file or an environment variable holds it; throws {@link IllegalArgumentException} for anything else. */
    public static MasterKey parse(String text) {
        return of(Base64.getDecoder().decode(text.strip()));
    }

    /**
     * Reads the key of a file, or makes the file (mode 0600) with a new key. Of two processes that start at once both get the
     * same key: the file appears whole or not at all.
     */
    public static MasterKey loadOrCreate(Path file) throws IOException {
        if (Files.exists(file)) {
            return parse(Files.readString(file));
        }
        Path folder = file.toAbsolutePath().getParent();
        Files.createDirectories(folder);
        Path draft = Files.createTempFile(
                folder,
                ".master-key",
                "",
                PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
        try {
            Files.writeString(draft, random().text() + "\n");
            Files.createLink(file, draft);
        } catch (FileAlreadyExistsException somebodyWasFaster) {
            return parse(Files.readString(file));
        } finally {
            Files.deleteIfExists(draft);
        }
        return parse(Files.readString(file));
    }

    /** The text form that {@link #parse} reads. It is the secret itself. */
    public String text() {
        return Base64.getEncoder().encodeToString(key);
    }

    /** A key of 32 bytes for one purpose; other purposes give unrelated keys. */
    public byte[] derive(String purpose) {
        return mac(key, "derive/" + purpose);
    }

    /** What the processes of one installation know each other by. */
    public ClusterKey clusterKey() {
        return new ClusterKey(derive("cluster"));
    }

    /** Seals under a key derived for one purpose. */
    public Sealer sealer(String purpose) {
        return new OneKeySealer(derive(purpose), id, false);
    }

    /** A fresh data key for a tenant, sealed: what the tenant's row keeps. */
    public byte[] newDataKey(TenantId tenant) {
        return sealDataKey(tenant, randomBytes(BYTES));
    }

    byte[] sealDataKey(TenantId tenant, byte[] dataKey) {
        return sealer("data-keys").seal(dataKey, "tenant/" + tenant);
    }

    byte[] openDataKey(TenantId tenant, byte[] sealed) {
        return sealer("data-keys").open(sealed, "tenant/" + tenant);
    }

    /** What it is known by, which tells nothing of it: {@value #ID_BYTES} bytes. */
    public byte[] id() {
        return id.clone();
    }

    /** What seals under a tenant's data key; throws {@link BrokenSeal} when it was sealed for another tenant or master key. */
    public Sealer sealer(TenantId tenant, byte[] sealedDataKey) {
        return new OneKeySealer(openDataKey(tenant, sealedDataKey), id, true);
    }

    /** HMAC-SHA-256 of a text. */
    public static byte[] mac(byte[] key, String text) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(key, "HmacSHA256"));
            return mac.doFinal(text.getBytes(StandardCharsets.UTF_8));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java has HmacSHA256", e);
        }
    }

    private static byte[] randomBytes(int count) {
        byte[] bytes = new byte[count];
        RANDOM.nextBytes(bytes);
        return bytes;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof MasterKey that && MessageDigest.isEqual(key, that.key);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(key);
    }

    /** Names the key without telling it. */
    @Override
    public String toString() {
        return "MasterKey[" + HexFormat.of().formatHex(id) + "]";
    }
}
