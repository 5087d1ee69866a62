package dev.stepwell.gateway.tls;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PrivateKey;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.Base64;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The two files as they lie there, unread: two of one text are one and the same pair.
 *
 * @param certificates PEM, the server's own first, then those that lead to an authority
 * @param key PEM, PKCS #8, not encrypted
 */
record KeyPairText(String certificates, String key) {
    private static final Pattern PKCS8 =
            Pattern.compile("-----BEGIN PRIVATE KEY-----([A-Za-z0-9+/=\\s]+)-----END PRIVATE KEY-----");

    static KeyPairText read(Path certificates, Path key) throws IOException {
        return new KeyPairText(
                Files.readString(certificates, StandardCharsets.ISO_8859_1),
                Files.readString(key, StandardCharsets.ISO_8859_1));
    }

    /** What stands there; throws {@link UnusableKeyPair} with one sentence that quotes nothing of it. */
    ServerKey parse() throws UnusableKeyPair {
        X509Certificate[] chain = chain();
        PrivateKey parsed = key(chain[0]);
        return ServerKey.of(chain, parsed);
    }

    private X509Certificate[] chain() throws UnusableKeyPair {
        try {
            X509Certificate[] chain = CertificateFactory.getInstance("X.509")
                    .generateCertificates(new ByteArrayInputStream(certificates.getBytes(StandardCharsets.ISO_8859_1)))
                    .toArray(X509Certificate[]::new);
            if (chain.length == 0) {
                throw new UnusableKeyPair("the certificate file holds no certificate");
            }
            return chain;
        } catch (CertificateException e) {
            throw new UnusableKeyPair("the certificate file cannot be read as PEM");
        }
    }

    private PrivateKey key(X509Certificate owner) throws UnusableKeyPair {
        Matcher found = PKCS8.matcher(key);
        if (!found.find()) {
            throw new UnusableKeyPair(
                    "the key file holds no unencrypted PKCS #8 key, which begins with BEGIN PRIVATE KEY;"
                            + " openssl pkcs8 -topk8 -nodes makes one of any other");
        }
        try {
            byte[] bytes = Base64.getMimeDecoder().decode(found.group(1));
            return KeyFactory.getInstance(owner.getPublicKey().getAlgorithm())
                    .generatePrivate(new PKCS8EncodedKeySpec(bytes));
        } catch (GeneralSecurityException | IllegalArgumentException e) {
            throw new UnusableKeyPair("the key does not belong to the certificate, or cannot be read");
        }
    }

    /** Keeps secrets out of logs. */
    @Override
    public String toString() {
        return "KeyPairText";
    }
}
