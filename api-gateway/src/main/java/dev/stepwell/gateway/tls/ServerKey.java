package dev.stepwell.gateway.tls;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.PrivateKey;
import java.security.Signature;
import java.security.cert.CertificateParsingException;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;

/** A certificate with its key, which belong together. */
final class ServerKey {
    private static final int DNS_NAME = 2;
    private static final int IP_ADDRESS = 7;

    private final X509Certificate[] chain;
    private final PrivateKey key;

    private ServerKey(X509Certificate[] chain, PrivateKey key) {
        this.chain = chain;
        this.key = key;
    }

    /** Throws {@link UnusableKeyPair} unless what the key signs is what the first certificate proves. */
    static ServerKey of(X509Certificate[] chain, PrivateKey key) throws UnusableKeyPair {
        if (!belongs(key, chain[0])) {
            throw new UnusableKeyPair("the key does not belong to the certificate, or cannot be read");
        }
        return new ServerKey(chain.clone(), key);
    }

    private static boolean belongs(PrivateKey key, X509Certificate owner) {
        byte[] anything = "whose key is this".getBytes(StandardCharsets.US_ASCII);
        String algorithm = switch (owner.getPublicKey().getAlgorithm()) {
            case "RSA" -> "SHA256withRSA";
            case "EC" -> "SHA256withECDSA";
            default -> owner.getPublicKey().getAlgorithm(); // Ed25519 and the like name their own
        };
        try {
            Signature signature = Signature.getInstance(algorithm);
            signature.initSign(key);
            signature.update(anything);
            byte[] signed = signature.sign();
            signature.initVerify(owner.getPublicKey());
            signature.update(anything);
            return signature.verify(signed);
        } catch (GeneralSecurityException e) {
            return false;
        }
    }

    X509Certificate[] chain() {
        return chain.clone();
    }

    PrivateKey key() {
        return key;
    }

    Instant expires() {
        return chain[0].getNotAfter().toInstant();
    }

    /** The hosts that it is for, as they stand in it. */
    List<String> hosts() {
        List<String> hosts = new ArrayList<>();
        try {
            Collection<List<?>> names = chain[0].getSubjectAlternativeNames();
            for (List<?> name : names == null ? List.<List<?>>of() : names) {
                boolean host =
                        name.getFirst().equals(DNS_NAME) || name.getFirst().equals(IP_ADDRESS);
                if (host) {
                    hosts.add(String.valueOf(name.get(1)));
                }
            }
        } catch (CertificateParsingException e) {
            return List.of();
        }
        return hosts;
    }
}
