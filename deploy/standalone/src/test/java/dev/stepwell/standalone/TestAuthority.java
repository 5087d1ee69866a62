package dev.stepwell.standalone;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;

/** An authority that lives as long as its test, and signs for {@code localhost} and {@code 127.0.0.1}; the JDK's keytool does it. */
final class TestAuthority {
    private static final String PASSWORD = "changeit";
    private static final String CA = "ca";

    private final Path folder;
    private final Path store;

    TestAuthority(Path folder) throws Exception {
        this.folder = folder;
        this.store = folder.resolve("authority.p12");
        keytool("-alias", CA, "-dname", "CN=Test authority", "-ext", "bc:c=ca:true");
        Files.writeString(pem(), pem("CERTIFICATE", keys().getCertificate(CA).getEncoded()));
    }

    /** The authority's own certificate, for clients that read PEM. */
    Path pem() {
        return folder.resolve("ca.pem");
    }

    /** Signs a certificate under that name; its serial number tells it from others. */
    X509Certificate sign(String name, String... further) throws Exception {
        List<String> words = new ArrayList<>(List.of(
                "-alias", name, "-dname", "CN=localhost", "-ext", "san=dns:localhost,ip:127.0.0.1", "-signer", CA));
        words.addAll(List.of(further));
        keytool(words.toArray(String[]::new));
        return (X509Certificate) keys().getCertificate(name);
    }

    /** Puts a certificate's chain into a file, as a whole. */
    void putChain(String name, Path file) throws Exception {
        StringBuilder chain = new StringBuilder();
        for (Certificate each : keys().getCertificateChain(name)) {
            chain.append(pem("CERTIFICATE", each.getEncoded()));
        }
        put(chain.toString(), file);
    }

    /** Puts a certificate's key into a file, as a whole. */
    void putKey(String name, Path file) throws Exception {
        put(pem("PRIVATE KEY", keys().getKey(name, PASSWORD.toCharArray()).getEncoded()), file);
    }

    /** For clients that believe this authority and no other. */
    TrustManagerFactory trust() throws Exception {
        KeyStore trusted = KeyStore.getInstance("PKCS12");
        trusted.load(null, null);
        trusted.setCertificateEntry(CA, keys().getCertificate(CA));
        TrustManagerFactory factory = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        factory.init(trusted);
        return factory;
    }

    /** A client's side of TLS that remembers nobody: each is a connection of its own. */
    SSLContext client() throws Exception {
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(null, trust().getTrustManagers(), null);
        return context;
    }

    private void put(String text, Path file) throws IOException {
        Path draft = Files.writeString(folder.resolve("draft"), text);
        Files.move(draft, file, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.ATOMIC_MOVE);
    }

    private static String pem(String kind, byte[] der) {
        String text = Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(der);
        return "-----BEGIN " + kind + "-----\n" + text + "\n-----END " + kind + "-----\n";
    }

    private KeyStore keys() throws IOException, GeneralSecurityException {
        KeyStore keys = KeyStore.getInstance("PKCS12");
        try (InputStream bytes = Files.newInputStream(store)) {
            keys.load(bytes, PASSWORD.toCharArray());
        }
        return keys;
    }

    private void keytool(String... words) throws Exception {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "keytool").toString(),
                "-genkeypair",
                "-keyalg",
                "EC",
                "-groupname",
                "secp256r1",
                "-validity",
                "2",
                "-keystore",
                store.toString(),
                "-storetype",
                "PKCS12",
                "-storepass",
                PASSWORD));
        command.addAll(List.of(words));
        Process process = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve("keytool.out").toFile())
                .start();
        if (!process.waitFor(60, TimeUnit.SECONDS) || process.exitValue() != 0) {
            process.destroyForcibly();
            throw new IllegalStateException("keytool: " + Files.readString(folder.resolve("keytool.out")));
        }
    }
}
