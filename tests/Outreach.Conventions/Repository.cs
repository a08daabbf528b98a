using System.Xml.Linq;

namespace Outreach.Conventions;

/// <summary>Access to the repository's files, for convention tests.</summary>
internal static class Repository
{
    /// <summary>The projects under functions/ by name, each with the names of the projects that it references.</summary>
    public static IReadOnlyDictionary<string, IReadOnlyList<string>> References { get; } = Files("functions", "*.csproj")
        .ToDictionary(Short,
            f => (IReadOnlyList<string>)[.. Attributes(Path.Combine(RepositoryRoot.Path, f), "ProjectReference")
                .Select(r => Short(r.Replace('\\', '/')))]);

    public static IEnumerable<string> Packages(string project) =>
        Attributes(Path.Combine(RepositoryRoot.Path, "functions", "Outreach." + project, $"Outreach.{project}.csproj"), "PackageReference");

    /// <summary>Source files below a folder, relative to the root, without build output.</summary>
    public static IEnumerable<string> Sources(string folder) => Files(folder, "*.cs");

    /// <summary>Files below a folder, relative to the root, without build output: the Functions SDK writes a project into obj/.</summary>
    public static IEnumerable<string> Files(string folder, string pattern) =>
        Directory.GetFiles(Path.Combine(RepositoryRoot.Path, folder), pattern, SearchOption.AllDirectories)
        .Select(f => Path.GetRelativePath(RepositoryRoot.Path, f).Replace('\\', '/'))
        .Where(f => !f.Contains("/obj/", StringComparison.Ordinal) && !f.Contains("/bin/", StringComparison.Ordinal));

    private static string Short(string project) => Path.GetFileNameWithoutExtension(project)["Outreach.".Length..];

    private static IEnumerable<string> Attributes(string file, string element) =>
        XDocument.Load(file).Descendants(element).Select(e => (string?)e.Attribute("Include")).OfType<string>();
}
