package dev.stepwell.execution.connectors.aws;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.JarURLConnection;
import java.net.MalformedURLException;
import java.net.URI;
import java.net.URL;
import java.net.URLClassLoader;
import java.net.URLConnection;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.jar.JarFile;
import java.util.stream.Stream;

/**
 * The modules of AWS's SDK that are there: those shipped, and those in a folder of the operator's, where one may be put while the server
 * runs. Nothing is looked at before it is asked for.
 */
public final class Modules {
    private static final String SERVICES = "software/amazon/awssdk/services/";
    private static final String CLIENT = "Client";

    private final Path folder;
    private final Map<String, Module> found = new ConcurrentHashMap<>();
    private final Map<List<Path>, ClassLoader> loaders = new ConcurrentHashMap<>();

    /** With more modules in a folder, which need not exist. */
    public Modules(Path folder) {
        this.folder = folder;
    }

    /** The module of a service by its name in a Resource, such as {@code dynamodb}. */
    Optional<Module> find(String service) {
        Module known = found.get(service);
        if (known != null) {
            return Optional.of(known);
        }
        Optional<Module> module = load(service, Modules.class.getClassLoader());
        if (module.isEmpty()) {
            List<Path> jars = jars();
            module = jars.isEmpty()
                    ? Optional.empty()
                    : load(
                            service,
                            loaders.computeIfAbsent(
                                    jars,
                                    all -> new URLClassLoader(
                                            all.stream().map(Modules::url).toArray(URL[]::new),
                                            Modules.class.getClassLoader())));
        }
        module.ifPresent(loaded -> found.put(service, loaded));
        return module;
    }

    /** What is to be done so that a service is found. */
    String missing(String service) {
        return "no module of the AWS SDK for Java is there for '" + service
                + "'. Put software.amazon.awssdk's jar of that name, of the version that the server has, into " + folder
                + " and it is found by the next attempt.";
    }

    private static Optional<Module> load(String service, ClassLoader loader) {
        URL place = loader.getResource(SERVICES + service + "/");
        if (place == null) {
            return Optional.empty();
        }
        try {
            return names(place)
                    .filter(name -> name.endsWith(CLIENT) && !name.endsWith("Async" + CLIENT))
                    .map(name -> loaded((SERVICES + service + "/").replace('/', '.') + name, loader))
                    .filter(Class::isInterface)
                    .findFirst()
                    .map(client -> Module.of(
                            client.getSimpleName()
                                    .substring(0, client.getSimpleName().length() - CLIENT.length()),
                            client));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Class<?> loaded(String name, ClassLoader loader) {
        try {
            return Class.forName(name, false, loader);
        } catch (ClassNotFoundException e) {
            throw new IllegalStateException("listed, and not there", e);
        }
    }

    /** The classes that lie in a package itself. */
    private static Stream<String> names(URL place) throws IOException {
        URLConnection connection = place.openConnection();
        if (!(connection instanceof JarURLConnection jar)) {
            String[] files = new File(URI.create(place.toString())).list();
            return files == null ? Stream.empty() : Stream.of(files).flatMap(file -> className(file, ""));
        }
        jar.setUseCaches(false);
        try (JarFile file = jar.getJarFile()) {
            String under = jar.getEntryName();
            return file.stream()
                    .map(entry -> entry.getName())
                    .flatMap(name -> className(name, under))
                    .toList()
                    .stream();
        }
    }

    private static Stream<String> className(String name, String under) {
        String ending = ".class";
        return name.startsWith(under) && name.endsWith(ending) && name.indexOf('/', under.length()) < 0
                ? Stream.of(name.substring(under.length(), name.length() - ending.length()))
                : Stream.empty();
    }

    private List<Path> jars() {
        if (!Files.isDirectory(folder)) {
            return List.of();
        }
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(file -> file.toString().endsWith(".jar"))
                    .sorted()
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static URL url(Path file) {
        try {
            return file.toUri().toURL();
        } catch (MalformedURLException e) {
            throw new IllegalStateException("a file has a URL", e);
        }
    }
}
