package dev.stepwell.execution.connectors.aws;

import java.lang.reflect.Method;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import software.amazon.awssdk.core.SdkField;
import software.amazon.awssdk.core.SdkPojo;

/**
 * How members are called: by the SDK integrations as the SDK's methods are, with a capital letter ({@code Bool}, {@code Md5OfMessageBody});
 * by the older ones as in the service's model ({@code BOOL}, {@code MD5OfMessageBody}).
 */
enum Naming {
    SDK {
        @Override
        String of(Class<?> shape, SdkField<?> field) {
            String wanted = field.memberName().equals("NULL")
                    ? "nul"
                    : field.memberName().replaceAll("[^A-Za-z0-9]", "");
            for (Method method : shape.getMethods()) {
                if (method.getName().equalsIgnoreCase(wanted)) {
                    return capital(method.getName());
                }
            }
            return capital(field.memberName());
        }
    },
    MODEL {
        @Override
        String of(Class<?> shape, SdkField<?> field) {
            return capital(field.memberName());
        }
    };

    private final ClassValue<Map<String, String>> known = new ClassValue<>() {
        @Override
        protected Map<String, String> computeValue(Class<?> shape) {
            return new ConcurrentHashMap<>();
        }
    };

    abstract String of(Class<?> shape, SdkField<?> field);

    /** The members of a shape or its builder by their names, in the order of these. */
    Map<String, SdkField<?>> members(SdkPojo shape) {
        Map<String, String> names = known.get(shape.getClass());
        Map<String, SdkField<?>> members = new TreeMap<>();
        for (SdkField<?> field : shape.sdkFields()) {
            members.put(names.computeIfAbsent(field.memberName(), name -> of(shape.getClass(), field)), field);
        }
        return members;
    }

    private static String capital(String name) {
        return Character.toUpperCase(name.charAt(0)) + name.substring(1);
    }
}
