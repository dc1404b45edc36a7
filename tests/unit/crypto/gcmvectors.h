// SPDX-License-Identifier: MIT
#pragma once

#include <QByteArrayView>

#include <array>

/// Rows of NIST's Cryptographic Algorithm Validation Program for AES-256-GCM (gcmtestvectors.zip),
/// those with a 96-bit nonce, a 128-bit tag and no associated data. In hex.
namespace sealcord::test {

struct GcmVector {
    const char *name; ///< bits of plaintext and the row's Count
    QByteArrayView key;
    QByteArrayView nonce;
    QByteArrayView plaintext; ///< of a row that must be refused: nothing
    QByteArrayView ciphertext;
    QByteArrayView tag;
};

/// gcmEncryptExtIV256.rsp
inline constexpr std::array gcmEncryptRows{
    GcmVector{"0 bits, 0", "b52c505a37d78eda5dd34f20c22540ea1b58963cf8e5bf8ffa85f9f2492505b4",
        "516c33929df5a3284ff463d7", "", "", "bdc1ac884d332457a1d2664f168c76f0"},
    GcmVector{"0 bits, 1", "5fe0861cdc2690ce69b3658c7f26f8458eec1c9243c5ba0845305d897e96ca0f",
        "770ac1a5a3d476d5d96944a1", "", "", "196d691e1047093ca4b3d2ef4baba216"},
    GcmVector{"0 bits, 2", "7620b79b17b21b06d97019aa70e1ca105e1c03d2a0cf8b20b5a0ce5c3903e548",
        "60f56eb7a4b38d4f03395511", "", "", "f570c38202d94564bab39f75617bc87a"},
    GcmVector{"128 bits, 0", "31bdadd96698c204aa9ce1448ea94ae1fb4a9a0b3c9d773b51bb1822666b8f22",
        "0d18e06c7c725ac9e362e1ce", "2db5168e932556f8089a0622981d017d",
        "fa4362189661d163fcd6a56d8bf0405a", "d636ac1bbedd5cc3ee727dc2ab4a9489"},
    GcmVector{"128 bits, 1", "460fc864972261c2560e1eb88761ff1c992b982497bd2ac36c04071cbb8e5d99",
        "8a4a16b9e210eb68bcb6f58d", "99e4e926ffe927f691893fb79a96b067",
        "133fc15751621b5f325c7ff71ce08324", "ec4e87e0cf74a13618d0b68636ba9fa7"},
    GcmVector{"128 bits, 2", "f78a2ba3c5bd164de134a030ca09e99463ea7e967b92c4b0a0870796480297e5",
        "2bb92fcb726c278a2fa35a88", "f562509ed139a6bbe7ab545ac616250c",
        "e2f787996e37d3b47294bf7ebba5ee25", "00f613eee9bdad6c9ee7765db1cb45c0"},
    GcmVector{"104 bits, 0", "82c4f12eeec3b2d3d157b0f992d292b237478d2cecc1d5f161389b97f999057a",
        "7b40b20f5f397177990ef2d1", "982a296ee1cd7086afad976945", "ec8e05a0471d6b43a59ca5335f",
        "113ddeafc62373cac2f5951bb9165249"},
    GcmVector{"104 bits, 1", "db4340af2f835a6c6d7ea0ca9d83ca81ba02c29b7410f221cb6071114e393240",
        "40e438357dd80a85cac3349e", "8ddb3397bd42853193cb0f80c9", "b694118c85c41abf69e229cb0f",
        "c07f1b8aafbd152f697eb67f2a85fe45"},
    GcmVector{"104 bits, 2", "acad4a3588a7c5ec67832baee242b007c8f42ed7425d5a7e57b1070b7be2677e",
        "b11704ba368abadf8b0c2b98", "2656b5fbec8a3666cad5f460b7", "35c7114cabe39203df19413a99",
        "16f4c7e5becf00db1223476a14c43ebc"},
    GcmVector{"256 bits, 0", "268ed1b5d7c9c7304f9cae5fc437b4cd3aebe2ec65f0d85c3918d3d3b5bba89b",
        "9ed9d8180564e0e945f5e5d4",
        "fe29a40d8ebf57262bdb87191d01843f4ca4b2de97d88273154a0b7d9e2fdb80",
        "791a4a026f16f3a5ea06274bf02baab469860abde5e645f3dd473a5acddeecfc",
        "05b2b74db0662550435ef1900e136b15"},
    GcmVector{"256 bits, 1", "c772a8d5e9f3384f16be2c34bf9afd9ebf86b69e6f610cd195a9db169e9be17e",
        "9b8e079f9971d7352e6810a3",
        "7f13fcaf0db79d792823a9271b1213a98d116eff7e8e3c86ddeb6a0a03f13afa",
        "d29e2bf3518668a14f17a3e4e76e1b43685734b801118d33a23238f34d18aa40",
        "8e02b0b7d172cf5e2578f5b30fac2e7a"},
    GcmVector{"256 bits, 2", "d5924b31676e2354fe7dafffaf529749598ea1bf5e4c44f5b60240e09d8036aa",
        "5d847784f0bcd79cb84fcf1d",
        "6fd80c8f0d4de081a93c16b84dec697a1e4f9d80a6af497c561572645eac0d63",
        "282cc9d2308a443019cfdc4d79854accc7731ee36902bafe3ffaca6484327b82",
        "4dc5e0f2ab91bdfd31f2bdcf06af9667"},
    GcmVector{"408 bits, 0", "1fded32d5999de4a76e0f8082108823aef60417e1896cf4218a2fa90f632ec8a",
        "1f3afa4711e9474f32e70462",
        "06b2c75853df9aeb17befd33cea81c630b0fc53667ff45199c629c8e15dce41e530aa792"
        "f796b8138eeab2e86c7b7bee1d40b0",
        "91fbd061ddc5a7fcc9513fcdfdc9c3a7c5d4d64cedf6a9c24ab8a77c36eefbf1c5dc00bc"
        "50121b96456c8cd8b6ff1f8b3e480f",
        "30096d340f3d5c42d82a6f475def23eb"},
    GcmVector{"408 bits, 1", "b405ac89724f8b555bfee1eaa369cd854003e9fae415f28c5a199d4d6efc83d6",
        "cec71a13b14c4d9bd024ef29",
        "ab4fd35bef66addfd2856b3881ff2c74fdc09c82abe339f49736d69b2bd0a71a6b4fe8fc"
        "53f50f8b7d6d6d6138ab442c7f653f",
        "69a079bca9a6a26707bbfa7fd83d5d091edc88a7f7ff08bd8656d8f2c92144ff23400fcb"
        "5c370b596ad6711f386e18f2629e76",
        "6d2b7861a3c59ba5a3e3a11c92bb2b14"},
    GcmVector{"408 bits, 2", "fad40c82264dc9b8d9a42c10a234138344b0133a708d8899da934bfee2bdd6b8",
        "0dade2c95a9b85a8d2bc13ef",
        "664ea95d511b2cfdb9e5fb87efdd41cbfb88f3ff47a7d2b8830967e39071a89b948754ff"
        "b0ed34c357ed6d4b4b2f8a76615c03",
        "ea94dcbf52b22226dda91d9bfc96fb382730b213b66e30960b0d20d2417036cbaa9e3599"
        "84eea947232526e175f49739095e69",
        "5ca8905d469fffec6fba7435ebdffdaf"},
};

/// gcmDecrypt256.rsp, rows that open
inline constexpr std::array gcmDecryptRows{
    GcmVector{"0 bits, 0", "f5a2b27c74355872eb3ef6c5feafaa740e6ae990d9d48c3bd9bb8235e589f010",
        "58d2240f580a31c1d24948e9", "", "", "15e051a5e4a5f5da6cea92e2ebee5bac"},
    GcmVector{"0 bits, 3", "c1d6162b585e2bac14d554d5675c6ddaa6b93be2eb07f8df86c9bb30f93ae688",
        "f04dfce5c8e7713c71a70cc9", "", "", "37fb4f33c82f6fce0c562896b3e10fc2"},
    GcmVector{"128 bits, 0", "4c8ebfe1444ec1b2d503c6986659af2c94fafe945f72c1e8486a5acfedb8a0f8",
        "473360e0ad24889959858995", "7789b41cb3ee548814ca0b388c10b343",
        "d2c78110ac7e8f107c0df0570bd7c90c", "c26a379b6d98ef2852ead8ce83a833a7"},
    GcmVector{"128 bits, 1", "3934f363fd9f771352c4c7a060682ed03c2864223a1573b3af997e2ababd60ab",
        "efe2656d878c586e41c539c4", "697aff2d6b77e5ed6232770e400c1ead",
        "e0de64302ac2d04048d65a87d2ad09fe", "33cbd8d2fb8a3a03e30c1eb1b53c1d99"},
    GcmVector{"104 bits, 1", "a71dac1377a3bf5d7fb1b5e36bee70d2e01de2a84a1c1009ba7448f7f26131dc",
        "c5b60dda3f333b1146e9da7c", "5b87141335f2becac1a559e05f", "43af49ec1ae3738a20755034d6",
        "6f80b6ef2d8830a55eb63680a8dff9e0"},
    GcmVector{"104 bits, 2", "dc1f64681014be221b00793bbcf5a5bc675b968eb7a3a3d5aa5978ef4fa45ecc",
        "056ae9a1a69e38af603924fe", "2a7e05612191c8bce2f529dca9", "33013a48d9ea0df2911d583271",
        "5b8f9cc22303e979cd1524187e9f70fe"},
    GcmVector{"256 bits, 0", "c3d99825f2181f4808acd2068eac7441a65bd428f14d2aab43fefc0129091139",
        "cafabd9672ca6c79a2fbdc22",
        "25431587e9ecffc7c37f8d6d52a9bc3310651d46fb0e3bad2726c8f2db653749",
        "84e5f23f95648fa247cb28eef53abec947dbf05ac953734618111583840bd980",
        "79651c875f7941793d42bbd0af1cce7c"},
    GcmVector{"256 bits, 1", "5c3bd1986d3c807b0c3ace811e618dbae1693f07145f282d474daaae0b6a1774",
        "3c9e5a952b5009afd3dd1eac",
        "7adb5cc81adcc3b7561d00972c313bee74b9022c8c035de386f476c8efa15f62",
        "ebb8c233496a5bddf70821fb8914ec8aa9633c1fcbc067948fc2d82e8fbe2fbb",
        "55074766eba059eee2af2db30029cf53"},
    GcmVector{"408 bits, 0", "4433db5fe066960bdd4e1d4d418b641c14bfcef9d574e29dcd0995352850f1eb",
        "0e396446655582838f27f72f",
        "d602c06b947abe06cf6aa2c5c1562e29062ad6220da9bc9c25d66a60bd85a80d4fbcc1fb"
        "4919b6566be35af9819aba836b8b47",
        "b0d254abe43bdb563ead669192c1e57e9a85c51dba0f1c8501d1ce92273f1ce7e140dcfa"
        "c94757fabb128caad16912cead0607",
        "ffd0b02c92dbfcfbe9d58f7ff9e6f506"},
    GcmVector{"408 bits, 3", "f9b70fd065668b9fc4ee7e222f1c4ae27e0a6e37b551e7d5fb58eea40a59fba3",
        "a7f5ddb39b8c62b50b5a8c0c",
        "6e9c24c172ae8e81e69e797a8bd9f8de4e5e43ccbdeec5a0d0ec1a7b3527384e06129290"
        "c5f61fa2f90ae8b03a9402aeb0b6ce",
        "0d6dcdf0820f546d54f5476f49bbf1cfafae3b5c7cb0875c826757650864f99d74ee4073"
        "651eed0dbaf5789d211c1be5579843",
        "31efc69daae6f7f0067fd6e969bd9240"},
};

/// gcmDecrypt256.rsp, rows that must not open
inline constexpr std::array gcmRefusedRows{
    GcmVector{"0 bits, 1", "e5a8123f2e2e007d4e379ba114a2fb66e6613f57c72d4e4f024964053028a831",
        "51e43385bf533e168427e1ad", "", "", "38fe845c66e66bdd884c2aecafd280e6"},
    GcmVector{"0 bits, 2", "c5ba3bf9ada560fb0301cd4e0b8b8a46a2aff2400395a72ed5804b3c755c4e59",
        "de2b956e704063c000f28bbb", "", "", "04eb9b20fd4548dc71594f20073a45a2"},
    GcmVector{"128 bits, 2", "c997768e2d14e3d38259667a6649079de77beb4543589771e5068e6cd7cd0b14",
        "835090aed9552dbdd45277e2", "", "9f6607d68e22ccf21928db0986be126e",
        "f32617f67c574fd9f44ef76ff880ab9f"},
    GcmVector{"128 bits, 3", "f05871fa6fced6d88fb68b0f2cd8b3ff6298901c38799be6be33e7d6193a18e6",
        "1424ef6d15967c05509e50f2", "", "8492fe9e53510d96d9c2aa00e4967112",
        "33656dd6b89763313b4fd0105f506310"},
    GcmVector{"104 bits, 0", "8b37c4b8cf634704920059866ad96c49e9da502c63fca4a3a7a4dcec74cb0610",
        "cb59344d2b06c4ae57cd0ea4", "", "66ab935c93555e786b775637a3",
        "d8733acbb564d8afaa99d7ca2e2f92a9"},
    GcmVector{"104 bits, 3", "0d59185a349c144898a17b6f297921f00c8fb91a6b57a5cc9ae426ae856ae595",
        "a35e7741dd7650a91330cc51", "", "e80b6e94fd726de703166115aa",
        "8ea5c6f198c774543e7cd542869c2556"},
    GcmVector{"256 bits, 3", "a6da42afcc5b86f989910f7d27f29362a4e4a07ab9b7090d5820cbf97faf0729",
        "fa099d57bdcec5b25ee2e20d", "",
        "c70900c56aaedf2af746e834d39af7eed53b86b1e832d9f72bcf35ecf8144282",
        "44d3f379ca0c4afa71b147bc84d49143"},
    GcmVector{"256 bits, 6", "0b8737745cec106c43279a598ab1a2ea47f68a47e0ba6df700c62d989390e500",
        "8b73a8b683913aedfae85acd", "",
        "94520227f3ad20f8697370e859ef5921ef5bd5f9abfb7e72a51d04aff8be797f",
        "220c973ca470647a5cf5ed72913f3f68"},
    GcmVector{"408 bits, 1", "28ae911ee685872d906de12d7696351df8ef2234a74a95efa4ea15b327338fe0",
        "2fe6a815d4865181fade5fac", "",
        "1168442ef64656ef6577fb42c1919c84aae856388e4db9945bb8c9b8412bbe6458bc4004"
        "44d5d2bf2630f83468f66f9e46e790",
        "b75f616fd1a3d6563b62b899e5a7e522"},
    GcmVector{"408 bits, 2", "38432203538b50a061fc039042631fd9b010742546bd39934d9cc9c44c18c2c7",
        "518283fc944974a2553e6ddd", "",
        "c88cf482426976586b0f3edcc3ddaab2ec8cc9f40d19a7caa70de3b2f2cc7e095b79d1b9"
        "17fd52b7697bad5dcc6d6689938c65",
        "5b3ebd1f318bbf8690d00a2233461a18"},
};

/// A row with associated data.
struct GcmAssociatedVector {
    const char *name;
    QByteArrayView key;
    QByteArrayView nonce;
    QByteArrayView associated;
    QByteArrayView plaintext;
    QByteArrayView ciphertext;
    QByteArrayView tag;
};

/// gcmEncryptExtIV256.rsp, 128 bits of associated data, and the last with AES-256 and a 96-bit
/// nonce of McGrew and Viega, "The Galois/Counter Mode of Operation", appendix B.
inline constexpr std::array gcmAssociatedRows{
    GcmAssociatedVector{"0 bits, 0",
        "78dc4e0aaf52d935c3c01eea57428f00ca1fd475f5da86a49c8dd73d68c8e223",
        "d79cf22d504cc793c3fb6c8a", "b96baa8c1c75a671bfb2d08d06be5f36", "", "",
        "3e5d486aa2e30b22e040b85723a06e76"},
    GcmAssociatedVector{"128 bits, 0",
        "92e11dcdaa866f5ce790fd24501f92509aacf4cb8b1339d50c9c1240935dd08b",
        "ac93a1a6145299bde902f21a", "1e0889016f67601c8ebea4943bc23ad6",
        "2d71bcfa914e4ac045b2aa60955fad24", "8995ae2e6df3dbf96fac7b7137bae67f",
        "eca5aa77d51d4a0a14d9c51e1da474ab"},
    GcmAssociatedVector{"test case 16",
        "feffe9928665731c6d6a8f9467308308feffe9928665731c6d6a8f9467308308",
        "cafebabefacedbaddecaf888", "feedfacedeadbeeffeedfacedeadbeefabaddad2",
        "d9313225f88406e5a55909c5aff5269a86a7a9531534f7da2e4c303d8a318a721c3c0c95956809532fcf0e2449"
        "a6b525b16aedf5aa0de657ba637b39",
        "522dc1f099567d07f47f37a32a84427d643a8cdcbfe5c0c97598a2bd2555d1aa8cb08e48590dbb3da7b08b1056"
        "828838c5f61e6393ba7a0abcc9f662",
        "76fc6ece0f4e1768cddf8853bb2d551b"},
};

} // namespace sealcord::test
