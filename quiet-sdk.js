// Of Node versions to come AWS's SDK speaks at each start, which is the maintainers' concern and in nobody else's way.
process.env.AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED = 'true';
